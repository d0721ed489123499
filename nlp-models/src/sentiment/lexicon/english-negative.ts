/** Words of a bad mood by strength, written for this project; `
` stands for the inflected forms too. */
export const ENGLISH_NEGATIVE: Readonly<Record<string, string>> = {
  '-1': `
    absent accidental accidentally adrift allegedly ambiguous amiss anxious anxiety apology apologies apologize apologise
    apparently apprehensive arguable argue+ argument awkward awkwardly baffled baffling bare bash+ beg begged begging below
    bent bland blame+ blank blip bloated blocked blunt blur blurry bored bothersome bother+ bothered bug bugs buggy bulky bump
    bumpy bumped burden busy cancel canceled cancelled cancelling canceling cancellation cancellations cautious challenging
    cheap cheaply cheesy chip chipped circus clash clunky clumsy clumsily coarse cold common complicate+
    complicated concern concerned concerning concerns confuse+ confused confusing confusingly confusion contradict+
    contradictory contrary contrived conundrum convoluted costly cracking creak+ creaky creepy crooked crowd crowded cumbersome
    cuts daft damp dark dated debt decline+ declined defect defects degrade+ delay+ delayed delays delaying deny denied
    denies dent dented derivative desperate desperately deteriorate+ detour difficult difficulties difficulty dim dirty disable+
    disabled disagree+ disagreement disconnect+ disconnected disconnects discontinued discourage+ discouraging disorganised
    disorganized disorient+ dispute+ disrupt+ disruption disruptive distracted distracting distract+ dodgy doubt+ doubtful dreary
    drag+ drags drab drain+ drained draining drop dropped drops dry dubious dull dumbed eek eh embarrass+ embarrassed
    embarrassing empty error errors evasive excessive excessively exclude+ excluded excuse excuses exhaust+ exhausted exhausting
    expensive expire+ expired fade+ faded fatigue fault faults faulting fear fears fee fees fiddly fidget fishy flat flaw flaws
    flimsy flop forced forget forgets forgot forgotten fragile fret fuss fussy fuzzy glitch glitches
    glitchy glitching gloomy gray grim grind grounded guilt guilty hang hanging hard harder hardest harsh harshly haste hasty
    hesitant hesitate+ hidden hiccup hiccups hitch hollow humdrum hungry hurdle hurdles hurry hurt+
    hurting icky idle iffy ignorance ignorant ill illogical imbalance imitation immature impatient impatiently imperfect
    impersonal implausible impractical imprecise inaccessible inaccurate inaccurately inadequate inadequately
    inappropriate incoherent incompatible incomplete inconclusive inconsistency inconsistent inconsistently inconvenience
    inconvenienced inconvenient incorrect incorrectly indecisive indifferent indifference ineffective ineffectively inefficient
    inefficiency inefficiently inflexible insecure insensitive insignificant insufficient intermittent interfere+ interrupt+
    interruption invalid irregular irrelevant irritable issue issues itchy jam jammed jarring jeez junky knackered lack+ lacking
    lacks lackluster lacklustre lag lags laggy lagging lame late lateness laughable lazy leak+ leaked leaking leaky
    leftover lengthy lifeless limit limited limiting limp lonely loose lose loses losing loss losses lost loud loudly lukewarm
    maddeningly maze mediocre mediocrity meh messy misfit misfire+ mishap mishaps misinformed misjudge+ misguided
    misplace+ misplaced misprint misread miss missed misses missing mistake mistaken mistakenly mistakes
    misunderstand+ misunderstanding misunderstood moan+ moody monotonous muddle+ muddled murky mushy nag+ naive
    needless needlessly neglected nervous nervously nervy nitpick+ noise noisy nope nuisance numb objection obscure obsolete
    obstacle obstacles oddly odd odour odor offline oops outage outages outdated overbooked overcomplicated overcooked overdue
    overlong overload+ overlook+ overlooked overly overpriced oversight oversold overused overwhelmed
    pain pains panic+ pale patchy peeling penalty penalties perplexed perplexing pesky pester+ petty phony pity
    pointlessly pressure+ pretentious predictable pricey pricy probs problem problematic problems puzzled puzzling questionable queue
    queues rattle+ raw reluctant reluctantly repetitive restrict+ restricted restrictive rigid risk+ risky rough
    rushed rust rusty sag+ saggy salty scarce scare+ scared scary scrape scraped scratch+ scratched scratches scratchy
    shabby shaky shallow shiver short shortage shortages shortcoming shortcomings shorted shoves shrink+ shrunk silly
    silent silence skeptical sceptical skimpy skip+ skipped slack slip slips slog sloppy slow slowed slower slowest slowing slowly
    sluggish small smear smudge smudged snag snags sneaky sob sore sorry spill+ spilled spilt spotty stain+ stained stale stalled
    stall+ standstill steep stiff stingy stink stolid strained strange strangely stranded stress+ stressed
    stressing strict struggle+ struggled struggling stuck stutter+ suffers superficial suspect suspend+ suspended suspicious
    suspiciously sway swollen tacky tangled tardy tear tears tedious tense terse thin thoughtless tight timeout tired tiresome
    tiring tough traffic trap trapped tricky trivial trouble+ troubles troubled troublesome turbulence typo typos ugh
    unable unanswered unattractive unavailable unaware unbalanced uncertain uncertainty unclear uncomfortable uncomfortably
    unconvincing uncooperative underestimate+ undercooked underwhelmed underwhelming undelivered undesirable uneasy unexpected
    unexplained unfamiliar unfinished unfit unfocused unfortunate unfortunately unfunny unimpressed unimpressive uninspired
    uninspiring uninteresting uninvolving unlikely unlucky unluckily unnatural unnecessarily unnecessary unpaid unplanned
    unpredictable unprepared unreal unrealistic unresolved unresponsive unsatisfied unsatisfying unsettled unsettling unsolved
    unstable unsuitable unsupported unsure unsteady unsympathetic untidy untimely unusable unusual unwanted unwell unwilling
    unworthy vague vaguely vain vibrating void vulnerable wait waited waiting waits warn+ warning weak weaker weakest weakly
    weakness weaknesses weary weird weirdly wet whine+ whining withdraw withheld wobble+ wobbly wonky worn
    worried worries worry worrying worrisome wrinkle wrinkled wrong wrongly yawn+ restless sadly alas regrettably
    congested diverted rescheduled rebooked backlog damage nah hmm hmmm umm`,
  '-2': `
    abandon+ abandoned abrasive abrupt abruptly absurd absurdly absurdity accusation accuse+ ache+ aching adverse
    aggravate+ aggravated aggravating aggravation aggressive aggressively alarm+ alarming alienate+ amateur amateurish
    anger angered angers angrier angry angrily annoy+ annoyance annoyances annoyed annoying annoyingly antagonistic apathetic
    apathy arrogance arrogant arrogantly ashamed atrocity avoid+ avoided awfulness backward bad badly baloney bankrupt
    banned betrayed bitch bitches bitching bitter bitterly bitterness bleak blunder+ blunders bogus boo boring boringly botch+ botched
    brainless breach+ breakage bribe broke broken brute bully bullied bullying bummed bummer burn burned
    burnt callous careless carelessly carelessness catastrophe+ chaos chaotic cheat+ cheated cheater cheating childish claptrap
    cliche cliched clueless cocky complain+ complaint complaints con+ condescending conned contaminated contempt corrupt
    corruption cowardly cracked crap crappy crash+ crashed crashes crashing crazy cringe cringeworthy cringy crippled
    critical criticism criticize+ criticise+ cross crude crumble+ crumbled crushed crushing cry crying cried cruel
    cruelly cynical damaged damages damaging danger dangerous dangerously dead deadly dearth death deceit deceive+ deceived deceiving deceitful
    deception deceptive defame+ defective defiant deficient defraud+ dehumanizing delusional demoralizing deplorable depress+
    depressed depressing depression derail+ desperation destroy+ destroyed destruction devalued devious die died dies dire
    disappoint+ disappointed disappointing disappointingly disappointment disappointments disapprove+ disbelief
    discomfort discontent discourteous discriminate+ discrimination disdain dishearten+ disheartened disheartening dishonest
    dishonestly dishonesty dislike+ dismal dismayed dismay dismiss+ dismissed dismissive disorder displease+ displeased displeasure
    disregard+ disrespect+ disrespected disrespectful disrespectfully dissatisfaction dissatisfied dissatisfying distaste distasteful
    distress+ distressed distressing distrust disturb+ disturbed disturbing ditch+ doom doomed dork downfall
    dread+ drivel dumb dumbass dump dumped dupe+ duped egregious enemy evil exasperating exasperated exasperate+ exasperation exploit+ exploited
    exploitative extort extortion extortionate fail+ failed failing fails failure failures fake+ faked fakes fallacy false falsely fart
    faulty fiasco filth filthy fool+ fooled foolish forlorn foul fracture fraught frantic freezing frightened frightening fright
    frustrate+ frustrated frustrates frustrating frustratingly frustration frustrations fume+ fuming furore garbled ghosted
    gibberish gouge+ gouging greed greedy grief grieve+ grieving gripe+ gross grossly grouchy grudge grumble+ grumpy guff harass+
    harassed harassing harassment hassle+ hassled hassles hate+ hated hates hating hateful hatred headache headaches heartbreak
    heartbreaking heartbroken heartless helpless helplessly hoax hogwash hopeless hopelessly hostile hostility humiliate+ humiliated humiliating
    humiliation hypocrisy hypocrite hypocritical hypocrites idiocy idiot idiotic idiots ignore+ ignored ignores ignoring illegal illegally
    immoral impolite impossible incapable incompetence incompetent incompetently inconsiderate incomprehensible indecent indignant
    inept ineptitude inexcusable inferior inhumane injury injured injustice insolent insult+ insulted insulting insultingly
    intolerable intrusive irate irrational irresponsible irresponsibility irresponsibly irritate+ irritated irritating irritatingly irritation jealous jerk jerks
    joke jokers junk kill killed killing kills lament lamentable liar liars lie lied lies lying lousy ludicrous
    lunacy lunatic mad madden+ maddening madness malfunction+ malfunctioned malicious manipulate+ manipulative mangled massacre meaningless menace
    mess messed messes messing mindless mindlessly misbehave+ miscommunication misery mishandle+ mishandled mislead misleading misled mismanage+
    mismanaged mismanagement misrepresent+ mistreat+ mistreated mistrust moldy monstrosity morons moron moronic mouldy mourn murder+ nasty nastily nausea
    nauseating neglect+ negligence negligent negative nonsense nonsensical obnoxious offend+ offended offending offensive oppressive
    ordeal outcry overbearing overcharge+ overcharged overcharging painful painfully paltry patronising patronizing perverse
    pissed pissing pissy plague+ plagued pointless pollute+ poor poorer poorest poorly problematically punish+ puke quit
    racist racism rage+ rant+ raging refuse+ refused refuses refusing regret+ regretful regrettable reject+ rejected rejection
    resent+ resentful resentment ridicule+ ridiculous ridiculously ripped ripoff ripoffs rob+ robbed rotten rotting rotted rude rudely rudeness
    rudest ruin+ ruined ruining ruins runaround sad sadden+ saddened sadder saddest sadness sarcasm sarcastic scandal scorn+ scream+ screamed
    screw+ screwed screwing screwup selfish senseless severe severely shameless shatter+ shattered shattering shoddy shock+ shocked shocking shockingly
    sick sickness sinister slap slander smash+ smashed smelly smells smug snarky snobby snub+ snubbed soaked sod
    soulless spiteful spam+ spoil+ spoiled spoilt squander+ stinking stinks stinky stupid stupidest stupidity stupidly
    substandard subpar suck+ sucked sucker sucking sucks suffer+ suffered suffering sulk+ swear swindle+ swindled tainted tantrum
    tasteless terrified terrifying threat threaten+ threatened threatening toil tortuous toxic tragedy tragic tragically
    traumatic traumatised traumatized trickery tyranny trash+ troll trolls ugly ugliest unacceptably unbearable uncaring unethical unfair
    unfairly unfairness unforgiving unfriendly ungrateful unhappily unhappiness unhappy unhealthy unhelpful unhelpfully unhygienic uninformed unjust unjustified
    unkind unlawful unpleasant unpleasantly unpleasantness unprofessional unprofessionally unprofessionalism unreasonable
    unreasonably unreliable unreliability unsafe unsanitary unscrupulous untrained untrue untrustworthy unwatchable unwelcome
    upset upsets upsetting useless uselessly uselessness vandalised vandalized vexed vexing victim vicious violate+ violated violation violent vomit+ vomited
    waste+ wasted wasteful wastes wasting weep weeping whack woe worse worsen+ worsened worsening worthless wreck+ wrecked wtf yell+
    yelled yelling yuck yucky fuckup damned crappiest smh fml bs wth stfu gtfo omfg sobbing cheapskate grr grrr
    argh arghh aargh ughh facepalm bollocks piss crud crummy cruddy darn dammit goddamn goddamned heck
    screwups shambles shambolic fobbed fob+ stonewall+ stonewalled disconnecting clowns clown dishonour dishonor snotty stuckup
    robotic incommunicado lax complaining sham shams rubbish nightmares`,
  '-3': `
    abhor+ abhorrent abominable abomination abysmal abysmally agonising agonizing agony appal appalled appalling appallingly asinine
    ass asses asshole assholes asshat atrocious atrociously awful awfully bastard bastards bullshit catastrophic catastrophically
    contemptible criminal criminals crooks crook cunt damn deplorably despicable despise+ despised detest+ detestable devastate+ devastated
    devastating diabolical dick dickhead disaster disasters disastrous disastrously disgrace disgraceful disgracefully disgust+ disgusted
    disgusting disgustingly dogshit dreadful dreadfully enrage+ enraged execrable fraud frauds fraudster fraudsters fraudulent fuck fucked fucker fuckers
    fucking fuckin fkn fck effing effin frigging furious furiously fury garbage ghastly godawful grotesque
    gruesome gutted harrowing heinous hell hellish hideous hideously horrendous horrendously horrible horribly horrid horrific horrifically horrified
    horrifying horror idiotically incensed infuriate+ infuriated infuriates infuriating infuriatingly inhuman irredeemable
    lawsuit lawsuits livid loathe+ loathed loathing loathsome miserable miserably monstrous motherfucker nauseated nightmare nightmarish outrage+ outraged
    outrageous outrageously pathetic pathetically pisstake prick putrid rancid repellent repugnant repulsive revolting robbery
    scam+ scammed scammer scammers scamming scams scum scumbag scumbags scummy seething shame shameful shamefully shit shite
    shithole shits shitshow shittiest shitty sickened sickening steal stealing steals stole stolen sue suing sued terrible
    terribly thief thieves theft thieving torture+ torturous unacceptable unconscionable undrinkable uneatable inedible
    unforgivable unspeakable vile woeful woefully worst wretched twat wanker crapfest clusterfuck dumpster travesty
    debacle disgustedly`,
}
