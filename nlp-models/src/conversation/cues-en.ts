import type { Cues } from './cues.ts'

const ME = '(?:i|we)'
const WILL = `(?:${ME}(?: wi|['’]?)ll|${ME} (?:shall|promise to|(?:am|are|['’]?m|['’]?re) (?:going to|about to))|(?:i['’]?m|we['’]?re) (?:going to|about to))`
const ADVERB =
  '(?:(?:also|now|then|just|certainly|definitely|gladly|personally|immediately|quickly|make sure to|be sure to) )?'
const DOING =
  '(?:refund|send|ship|call|ring|e-?mail|mail|write|text|get back|let you know|inform|notify|update|contact|credit|cancel|replace|exchange|deliver|arrange|book|process|forward|transfer|pass|escalate|issue|reissue|reimburse|pay|return|repair|fix|resolve|investigate|look into|follow up|open|create|file|change|add|remove|block|unblock|reset|order|reserve|prepare|apply|waive|extend|dispatch|reship|resend|confirm|check|make|take care|ask|have|reply|respond|schedule|upgrade|correct|give|provide|keep|do)'
const DONE =
  '(?:refunded|sent|shipped|delivered|credited|e-?mailed|mailed|called|contacted|informed|notified|replaced|exchanged|cancelled|canceled|processed|resolved|fixed|repaired|reimbursed|paid|dispatched|transferred|updated|returned|issued|booked|blocked|removed|reset|activated|completed|done|ready|there|with you|on its way|receiving|getting)'

/** English; apostrophes may be missing, as customers leave them out. */
export const ENGLISH: Cues = {
  opening:
    /^(?:(?:hi+|hai+|hey+|hello+|helo|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|dear (?:sir|madam|team|all))(?: (?:there|all|everyone|team|sir|madam|again))?[\s,.!:–-]+)+/i,
  question:
    /\?|^(?:and |so |but |also |then |ok |okay |well |please )?(?:what|when|where|why|how|who|which|whose|can|could|do|does|did|is|are|am|was|were|will|would|should|may|may|have|has|any (?:news|update|idea|chance)|isnt|arent|dont|doesnt|didnt|cant|wont)['’]?(?:s|re|ll|t)? (?!you for\b)/,
  request:
    /\b(?:i|we)(?: am|['’]?m| are|['’]?re)? ?(?:(?:would|['’]?d) (?:really |also |just )?(?:like|love|need|want|prefer)|(?:really |also |just |still |actually )?(?:need|want|wish|wanna|require|request|must|have to|got to|gotta)|looking (?:for|to)|trying to|here to|calling (?:to|about|because)|writing (?:to|about|because)|in need of|interested in)\b|\b(?:can|could|would|will) (?:you|i|we|u|someone|somebody)\b|\bplease\b|\bpls\b|\bhelp (?:me )?(?:with|to|in|out)\b|\b(?:let|tell|give|send|show|get|bring|make|add) me\b|\bis it possible\b|\bhow (?:do|can|could|should|would|to)\b/,
  trouble:
    /\b(?:not|never|isnt|doesnt|didnt|cant|cannot|wont|hasnt|havent|wasnt|couldnt|(?:is|does|did|ca|wo|has|have|was|could)n['’]t|no longer|unable|fail(?:s|ed)?|broken?|damaged?|defect(?:ive)?|faulty|wrong|missing|lost|stolen|stole|stuck|error|problem|issue|trouble|complain\w*|declined|rejected|refused|late|delayed|overcharged|charged|twice|cracked|leak(?:s|ing|ed)?|stopped|hacked|fraud\w*|scam\w*|dispute|mistake|incorrect|expired|disappointed|terrible|unacceptable)\b/,
  identity:
    /^(?:(?:ok|okay|sure|yes|yeah|ya|of course)[ ,]+)?(?:(?:and |so )?(?:my|the|full|first|last) )?(?:\w+ )?(?:\w+ )?(?:name|number|no|id|e-?mail(?: address| id)?|phone|ssn|pin|zip|code|address|confirmation|account|policy)(?: \w+)? (?:is|are|as|will be|would be|:)\b|^(?:(?:hi|hello|hey) )?(?:i am|i['’]?m|im|this is|its|it is) [a-z]+(?: [a-z]+)?$/,
  promise: new RegExp(
    `\\b${WILL} ${ADVERB}${DOING}\\b|\\byou(?: wi|['’]?)ll (?:receive|get|have|hear|be (?:refunded|contacted|called|credited|notified|informed|reimbursed|paid))\\b|\\b(?:will|shall|is going to|are going to) (?:now |then |also |soon |shortly )?be ${DONE}\\b|\\b(?:my colleague|our team|a colleague|the team|someone|somebody|they|our \\w+ (?:team|department)) will ${DOING}\\b|\\b(?:refund|replacement|parcel|package|order|card|letter|amount|money|technician|courier|driver) (?:will|shall) (?:arrive|reach|come|leave|go out|appear|show up|ship)\\b`,
  ),
  noPromise:
    /\bbe (?:happy|glad|pleased|able|delighted)\b|\b(?:never|not|nt)\b|n['’]t\b|\bif (?:you|we|i) (?:can|could|would|will)\b|^(?:if|unless|once you|when you)\b(?!.*,)|\?|^(?:will|shall|would|could|can|should) (?:i|we|you)\b|\b(?:do|check) (?:my best|that for)\b|\bhelp you\b/,
  hold: /\b(?:one|a|just a|1) (?:moment|second|sec|minute|min)\b|\bplease (?:hold|wait|stand by|bear with)\b|\bhold on\b|\bbear with me\b|\blet me (?:check|see|look|find|ask|verify|pull|just)\b|\b(?:did ?n['’]?t|do ?n['’]?t|not) (?:quite |really )?(?:understand|get that|catch)\b|\b(?:connect|connecting|transfer|transferring|hand|handing|pass|passing|put|putting) (?:you|this|your \w+) (?:to|over|through|on)\b|\b(?:rephrase|say (?:it|that) (?:again|differently))\b|\bget back to you\b|\b(?:i|we)(?: wi|['’]?)ll (?:check|look into|find out|ask|investigate)\b|\b(?:colleague|agent|someone|person) will (?:be with|answer|reply|take over|join)\b|\bthank(?:s| you) for (?:your patience|waiting|contacting|reaching|your message)\b|\bhow (?:can|may) (?:i|we) (?:help|assist)\b/,
  due: /\b(?:with)?in (?:the next |about |around |less than |up to |at most )?(?:\d{1,4}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|a few|a couple of|several)(?: ?(?:to|-|–|or) ?(?:\d{1,4}|two|three|four|five|six|seven|eight|nine|ten))? (?:business |working |calendar )?(?:second|minute|min|hour|hr|day|week|month)s?\b|\b(?:by )?(?:the )?end of (?:the |this |next )?(?:day|week|month)\b|\b(?:later today|tonight|right away|immediately|shortly)\b/,
}
