/** Words of a good mood by strength, written for this project; `
` stands for the inflected forms too. */
export const ENGLISH_POSITIVE: Readonly<Record<string, string>> = {
  '3': `
    adore+ amaze+ amazing amazingly astonishing astounding awesome awesomeness bliss blissful breathtaking brilliant brilliantly
    captivating dazzling delighted delightful delightfully ecstatic elated enchanting enthralled enthralling euphoric excellence
    excellent excellently exceptional exceptionally exhilarating exquisite extraordinary fabulous fantastic fantastically
    faultless faultlessly flawless flawlessly genius glorious gobsmacked heavenly immaculate impeccable impeccably
    incredible invaluable irresistible jubilant legend legendary lifesaver love loved loves loving magical magnificent
    marvellous marvelous masterful masterpiece masterfully mesmerizing mesmerising miracle miraculous outstanding outstandingly
    overjoyed paradise perfect perfection perfectly phenomenal phenomenally priceless rapturous ravishing remarkable remarkably
    sensational spectacular spectacularly splendid splendidly spotless stellar stunning stunningly sublime superb superbly
    supreme terrific terrifically thrilled thrilling treasure+ triumph+ triumphant unbeatable unforgettable unparalleled
    unrivalled unsurpassed uplifting wonder wonderful wonderfully wondrous wow hilarious hilariously yay woohoo
    woo yippee hooray hurray hurrah bravo`,
  '2': `
    accomplish+ accomplished acclaim+ ace admirable admirably admire+ admiration affection affectionate agreeable appeal
    appealing appreciate+ appreciation appreciative applaud+ applause attentive attentively attractive authentic award+ awe
    beautiful beautifully beauty beloved beneficial best blessed blessing boost+ bright captivate+ care+ cared caring celebrate+
    celebration charm+ charming cheer+ cheerful cheerfully cheers classy clever comfort+ comfortable comfortably comforting
    comfy commend+ commendable compassion compassionate compelling compliment+ congrats congratulate+ congratulation
    congratulations considerate convenient conveniently cool courteous courteously courtesy cozy cosy creative cute dapper
    dedicated delicious delight+ dependable desirable diligent dreamy ease effective effectively efficient efficiently
    effortless effortlessly elegant elegantly empathetic empathy enchanted encourage+ encouraging endearing energetic engaging
    enjoy+ enjoyable enjoyment enlightening entertaining enthusiasm enthusiastic enticing excited excitement exciting exemplary
    expertly expert eyecatching fab fascinating fascinated favorite favourite favorites favourites fave festive fond
    fortunate fortunately fresh friendly friendliest friendliness fulfilling fun funny gem gems generous generously generosity
    genial gentle gifted glad gladly gladness glamorous goodness gorgeous grace graceful gracious graciously grand grateful
    gratefully gratitude great greater greatest greatly grin+ handsome happily happiness happy happier happiest
    harmonious heartfelt heartwarming helpful helpfully helpfulness hero heroes heroic honest hospitable
    hospitality humorous ideal ideally imaginative impress+ impressed impressive impressively ingenious innovative insightful
    inspire+ inspired inspiring inspiration intelligent inventive inviting joy joyful joyous joys kind kindly kindness kinder
    kindest knowledgeable laugh+ laughter lighthearted likable likeable lively lovable lovely loveliest lover loyal loyalty
    lucky luckily luxurious luxury luv lush majestic memorable merry moving neat nice nicely nicer nicest nourishing
    obliging optimistic optimism original outperform+ passionate peaceful personable playful pleasant
    pleasantly pleased pleases pleasing pleasurable pleasure poetic poignant polite politely politeness powerful praise+
    praiseworthy premium prestigious professional professionally professionalism prompt promptly promptness proud
    proudly radiant recommend+ recommendable recommendation refreshing refreshingly rejoice+ relaxed relaxing relief relieved
    reliable reliably reliability resourceful respectful respectfully responsive responsiveness rewarding riveting rich robust
    romantic satisfaction satisfied satisfies satisfy satisfying satisfyingly seamless seamlessly sensitive sensitively serene
    sharp shine+ shining sincere sincerely skilful skilfully skillful skillfully skilled sleek smart smile+ smiley smiling
    smooth smoothest smoothly smoothness snappy snug solid solidly soothing sparkle+ sparkling speedily speedy
    streamlined stylish stylishly succeed+ success successes successful successfully suave superior supportive supremely
    swell sweet sweetest sweetheart sweetly swift swiftly sympathetic talent talented tasty tender thank thanked thankful
    thankfully thanking thanks thankyou thorough thoughtful thoughtfully thx tidy timely top
    touching tremendous tremendously trustworthy trusted truthful ty understanding unique upbeat
    vibrant victory victories vivid warmest warmth warmly warmhearted welcoming
    winner winning win wins wise wisely witty wonderfull worthwhile worthy yummy yum kudos props salute+ honored
    honoured honor honour sweetie xoxo aww awww dope lit goat epic badass rad stoked pumped psyched legit blessedly
    outdid overdelivered excels excel excelled perfecto magnifique fav appreciated thnx tysm tnx ta thankx thanx
    thanku tks`,
  '1': `
    able accept accepted accurate accurately achieve+ adequate adequately adept advantage advantages affordable agree agreed
    agrees alright ample approve+ approved assured assure+ balanced bargain bargains benefit+ better bold bonus calm calmly
    capable certain classic clean cleanest cleaner clear clearer clearly cohesive colorful colourful complete confident confidence
    confidently consistent consistently cooperative correct correctly curious decent decently deserving detailed discount
    discounted durable dynamic eager eagerly early easier easiest easily easy easygoing enhance+ enhanced
    enhancement entertained ethical fair faithful fancy fast faster fastest favor favorable favour favourable
    feasible fine finest fit fits fixed flexible fluent free freebie functional gain+ genuine genuinely gift
    gifts giggle+ good graciousness haha hahaha hahahaha hehe handily handy healthy help helped helping helps hope hopeful
    hopefully hoping hug hugs human humane improve+ improved improvement improvements incentive interest interested
    interesting intriguing intuitive keen like liked likes liking lol lmao rofl light luck mature meaningful merit merits mint
    modern modest natural neatly nifty okay ok okey oki organised organized painless patience patient patiently peace perk
    perks pleasanter plus popular positive positively practical precise precisely precious privilege productive profound
    promising prosper+ protect+ protected pure quality quick quicker quickest quickly quiet quieter rapid rapidly ready realistic
    reasonable reasonably reassure+ reassured reassuring relax+ relevant remedied rescue+ resolve resolved resolves
    respect respected respectable restored safe safely safer save saved saver saving savings secure securely
    sensible simple simpler simplicity soft softer solved solves sorted spacious spotlessly stable steady sturdy
    subtle sufficient suitable sunny support supported supporting sweetener swiftness tasteful thrive+
    thriving tops trust+ truthfully upgrade+ upgraded useful usefully valuable value valued vip viable warm welcome welcomed
    well wholesome willing willingly works worked working worth yes yep yeah yup youthful zen zest ha cheerio
    complimentary credited refunded reimbursed`,
}
