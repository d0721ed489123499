/** Ordinary English words: no typing slip of a product's name, and no family name in lower case. */
export const COMMON_WORDS = `
a ability able about abroad absolutely abuse academic accept accepted access accessories accessory accident
accompany accomplish according account accountant accounts accurate achieve acid acquire across act action
active activity actor actress actual actually ad adapt adapter add added addition additional address
adequate adjust administration admire admit adopt ads adult adults advance advanced advantage adventure
advertising advice advise affair affect afford afraid after afternoon afterwards again against age aged
agency agenda agent ago agree agreed agreement ahead aid aim air airport alarm album alcohol alert alive all
allergic alley allow allowed ally almost alone along aloud alphabet already also alternative although
altogether always am amaze amazing amend among amongst amount an ancient and anger angle angry animal ankle
anniversary announce annoy annoyed annoying annual another answer answered answers anxious any anyhow
anymore anyone anything anyway apart apartment apologise apologize apology app apparent apparently appeal
appear appearance appetite apple application applied apply appointment appreciate approach appropriate
approval approve approved are arent arm army around arrange arrest arrival arrive arrived arrives arrow
article artist as asap aside ask asked asking asleep assemble assembly asset assist assistant assume assure
at attach attached attachment attack attempt attempts attend attention attitude attract attractive auction
audience audio aunt author authorisation authorise authority auto automatic automatically autumn available
avalanche avenue average avoid await awake award aware away awesome awful awkward babies baby back bad bag
bake balance balcony ball ban banana band bang bank banking bankrupt bar barely bargain barrier base basic
basically basis basket bath bathroom batteries battery be beach beam beanie bear beard bearing beat
beautiful beauty because become bed bedroom bedrooms beds been beer before beg begin beginners beginning
begun behalf behave behaviour behind being belief believe bell belong belongings below belt bench bend
beneath benefit besides best bet better between beyond bid big bigger bike bikes bill billed billing bin
bind bird birth birthday bit bitcoin bite bitter black blame blank blanket bleed bless blind block blocked
blood blow blue board boarding boat body boil bold bomb bone bonus book booked booking bookings books boot
boots border bore bored boring born borrow boss bot both bother bothered bottle bottles bottom bought bowl
box boy boys brain brake branch branches brand brands brave bread break breakdown breakfast breaking breath
breathe brick bride bridge brief briefly bright brilliant bring broad broadband broadcast broke broken
brother brown browser brush btw bubble bucket buckle budget buff buffer bug build building buildings built
bulb bulky bump bunch bundle burn burned burning burnt burst bury bus buses business busy but butter button
buttons buy buyer buyers buying by bye cabin cabinet cable cables cake calculate calendar call called
calling calls calm came camera cameras camp campaign camping can cancel cancellation cancelled cancelling
cancle candidate candle canisters cannot cant capable capacity capital captain capture car card cards care
career careful carefully careless carpet carried carrier carry carrying cart case cash cashier casual cat
catalogue cats caught cause caused causing caution cease ceiling celebrate celebration cell cellphone cent
center central centre cents century ceremony certain certainly certificate chain chair chairs challenge
chamber champion chance change changed channel channels chapter character charge chargeback charged charger
chargers charges charging charity chart chase chasing chat cheap cheaper cheapest cheat check checked
checking checkout cheek cheers cheese chef chemical chemist chess chest chicken chief child childhood
children chocolate choice choices choose choosing chose christmas church cigarette cinema circle
circumstances citizen citizens city civil claim claimed claims class classes classic clause clean cleaned
cleaner cleaning clear clearer clearly clerk clever click clicked client clients climate climb climbing
clinic clock close closed clothes clothing cloud club coach coast coat coating coats code codes coffee cold
collapse collar colleague colleagues collect collecting collection collections college colour coloured
colourful colours column com combination combine come comes comfort comfortable coming comment comments
commerce commercial commission commit common communicate communication community companies company compare
compared comparison compensate compensated compensation competent competitor complain complaining complaint
complaints complete completely complex complicated compliments computer computers concern concerned concert
conclude conclusion condition conditions conduct conference confident confirm confirmation confirmed
confused confusing confusion congratulations connect connected connecting connection connections connector
consequence consider considered considering consist constant constantly consultation consume consumer
contact contain contained container content contents contest context continent continue continues continuing
continuous contract contracts contrary contrast contribute control controller convenience convenient
conversation conversion convert convince cook cooked cooker cooking cool cope copied copies copy cord core
corner corporate correct correction correctly correspond cost costs cottage cotton cough could couldn
couldnt council count counter countries country county couple couples coupon courage courier course court
courtesy cousin cover covered covers cow coz crack cracked crash crashed crashes crashing crazy cream create
created creating creative creature credentials credit credited crew crime crisis critical criticism crop
cross crossed crowd crowded cruel cruise cry cultural culture cup cupboard cups cure curious currency
current currently curtain curve cushion custom customer customers customs cut cuz cycle cycling daily damage
damaged dance dancing danger dangerous dare dark darkness data database date dates daughter day days dead
deadline deaf dealer dealing deals dealt dear death debate debit debt debts decade decent decide decided
decides decision decisions declaration declare decline declined decrease deep deeply defeat defect defective
defects defend define definite definitely degree delay delayed delays delete deleted deleting deletion
deliberately delicate delicious delight delighted deliver delivered deliveries delivering delivery demand
demanded demanding demands demo dentist deny depart departed departing department departure depend depending
depends deposit deposited deposits depth describe described description desert deserve design designed
designer desire desk desperate despite destination destroy destroyed detail detailed details detect
determine develop developed development device devices diagram dial dialed diary dictionary did didnt die
died diet difference different difficult difficulties difficulty dig digital dining dinner dip direct
direction directions directly director dirt dirty disable disabled disagree disappear disappeared
disappointed disappointing disappointment disaster disc discontinued discount discounts discover discovered
discuss discussed discussion disease disgrace disgusted disgusting dish dishes dishwasher disk dislike
dismiss disorder dispatch display displayed dispute disputed distance distant distribution district disturb
divide divided division divorce dizzy do doctor doctors document documents does doesnt dog dogs dollar
dollars domain dome domestic donate donation done dont door doors dot double doubt down downgrade download
downloaded downloading downloads dozen dozens draft drag drain drama dramatic draw drawer drawing drawn
dreadful dream dress dressed dresses drew dried drink drinking drinks drive driver drivers driveway driving
drop dropped drops drove drug drugs drum drunk dry dryer due dull dumb dump duplicate durable during dust
duties duty duvet each eager ear early earn earned earphones ears earth ease easier easily easy eat eating
economy edge edges edit edition editor education effect effective effectively effects efficient effort eggs
eight eighteen eighty either elderly elect election electric electrical electricity electronic electronics
element elevator eleven eligibility eligible eliminate else elsewhere email emailed emails embarrassed
embarrassing emergency emotional emphasis employ employed employee employer empties empty enable enabled
enclosed encounter encourage end ended ending ends enemy energy engage engaged engine engineer engineers
english enjoy enjoyed enjoying enormous enough enquire enquiries enquiry ensure enter entered entering
enterprise entertainment entire entirely entitled entrance entry envelope environment equal equally
equipment equivalent error errors escape especially essential establish estate estimate estimated etc
ethernet euro euros eve even evening event events eventually ever every everyone everything everywhere
evidence evil exact exactly exam examine example examples exceed excellent except exception excess exchange
exchanged exchanges excited excitement exciting exclude excluded excluding excuse excuses execute exercise
exhausted exhibition exist existing exists exit expand expect expectations expected expecting expense
expenses expensive experience experienced experiences experiment expert experts expire expired expires
expiring expiry explain explained explaining explanation explore export expose exposure express expression
extend extended extends extension extensive extent external extra extraordinary extras extreme extremely eye
eyes fabric face faced faces facilities facility facing fact factor factory facts fade faded fail failed
failing fails failure fair fairly fake fall fallen falling falls false fame familiar families family famous
fan fancy fans fantastic far farm farmer fashion fast fasten faster father fathers fault faults faulty favor
favorite favour favourable favourite fear feature featured features fed fee feedback feeding feel feeling
feelings fees feet fell fellow female fence ferry festival fetch fever few fibre field fifteen fifty fight
fighting figure figured figures file files fill filled filling film filter final finally finance financial
find finding finds fine finger fingers finish finished finishing fire firm firmly firmware first firstly
fish fit fitness fits fitted fitting five fix fixed fixes fixing flag flash flat flats flavour fleece
flexible flight flights floating flood floor floors flour flow flower flowers fluid fly flying focus fold
folder folding folk follow followed following follows fond food fool foolish foot football footwear for
forced forces forecast foreign forest forever forget forgetting forgive forgot forgotten fork form formal
format former forms fortnight fortunate fortunately fortune forty forum forwarded forwarding forwards found
foundation four fourteen frame framework fraud fraudulent free freedom freely freeze freezer freezing
frequency frequent frequently fresh fresher friday fridge friend friendly friends fright frightened from
front frozen fruit frustrated frustrating frustration fry fuel fulfil fulfilled full fully fun function
functional functions fund funds funeral funny fur furious furniture further furthermore fuss future fyi gain
gained galaxy gallery gallon gambling game games gaming gap garage garden garlic garment gas gate gateway
gather gave gear general generally generate generation generous gentle gentleman gently genuine genuinely
get gets getting ghost giant gift gimme girl girlfriend girls give given gives giving glad glance glass
glasses global glove gloves glue go goal goals god goes going gold golf gone gonna good goodbye goodness
goods gorgeous got gotta government governor gps grab grade gradually graduate gram grams grand grandfather
grandma grandmother grandson grass grateful grave great greatly green greet greetings grey grid grill grip
grocery gross ground grounds group groups grow growing grown grows growth guarantee guaranteed guard guess
guessing guest guests guidance guide guilt guilty guitar gun guy guys gym habit had hair hairs half hall
hand handed handle handled handles handling handy hang hanging hangs happen happened happening happens
happier happily happy harbor harbour hard hardly hardware harm harmful harness has hasnt hat hate hated
hates have haven havent having he head headache headphones headquarters heads headset heal health healthy
hear heard heart heat heated heater heating heaven heavily heavy heel heels height held helicopter hell
hello helmet help helpdesk helped helpful helpfully helping helpline helps hence her here herself hes
hesitate hey hi hidden hide hiding high higher highest highlight highly highway hike hiking hill him hint
hip hire hired hiring his historic history hit hiya hobby hold holder holding holds hole holes holiday
holidays hollow holy home homes homework honest honestly honor honour hook hope hoped hopefully hopeless
hopes hoping horrible horror horse hospital host hostile hosting hot hotel hotels hotline hour hours house
household houses housing how however huge human humor humour hundred hundreds hung hungry hunt hurry hurt
hurts husband hydration hyphen i ice icon id idea ideal ideas identical identified identify identity idk if
ignore ignored ignoring ill illegal illness im image images imagination imagine immediate immediately imo
impact impatient imply import importance important importantly impossible impress impressed impression
impressive improve improved improvement improving in inability inbox inch inches incident include included
includes including income incoming incomplete inconvenience inconvenient incorrect increase increased
increases increasing incredible incredibly indeed independent index indicate indicated indicates indication
individual indoor industrial industry infant info inform informed initial initially injured injury ink inner
innocent input inquiry insect insert inside insist insists inspect inspection inspire install installation
installed installer installing instalment instalments instance instant instantly instead institution
instruction instructions instrument insult insurance insured insurer intact intelligent intend intended
intense intention interact interest interested interesting interface interfere interior intermediate
internal international internet interpret interrupt interruption interval interview into introduce
introduced introduction invalid invent invest investigate investigated investigating investigation
investment invitation invite invited invoice invoiced invoices involve involved involves iron irresponsible
irritating is islands isnt isolate isolated issue issued issues it itch item items its itself ive jacket
jackets jail jam jar jaw jealous jeans jewellery job jobs join joined joining joint joke joking journal
journalist journey journeys joy judge judgement judgment juice jump jumped jumper jumping june junk jury
just justice justify kayak keen keep keeper keeping keeps kept kettle key keyboard keyboards keypad keys
kick kicked kicking kid kidding kids kill killed killing kilo kilogram kilometre kilometres kilos kind
kindly kindness king kingdom kiosk kiss kit kitchen kits knee knees knew knickers knife knit knives knock
knocked knot know knowing knowledge known knows lab label labelled labels laboratory labour lack lacking
ladder ladies lady lake lamp lamps land landed landing landlord landscape lane languages lantern laptop
laptops large largely larger largest laser last lasting lasts late lately later latest latter laugh laughed
laughing laughter launch launched laundry law lawn laws lawyer lay layer layers laying lazy lead leader
leading leads leaf league leak leaked leaking leaks leaky lean leap learn learned learning learnt lease
least leather leave leaves leaving lecture left leftover legal legs leisure lemme lend length lens lenses
less lesson lessons let lets letter letters letting level levels liable liar liberty library licence license
lid lie lied lies life lifetime lift lifted lifts light lighter lighting lightly lightning lights like
likely likes lil limit limitation limited limits lined liner lines link linked linking links lion lip lips
liquid list listed listen listened listening listing literally literature litre litter little live lively
liver living load loaded loading loads loan loans lobby local locally locate located location locations lock
locked locker lockers locking locks lodge log logged logging logic logical login logistics logo logs lol
lonely long longer longest look looking looks loop loose loosely lord lorry lose loses losing losses lost
lot lottery loud loudly lounge love loved lovely lover lovers loves loving lower loyal loyalty luck luckily
lucky luggage lunch lying lyrics machine mad madam made magazine magic magical magnet magnetic maid mail
mailbox mailed mailing mails main mainly maintain maintained maintenance major majority make maker makers
makes makeup making male malfunction mall man manage managed management manager managers manages managing
manner manners manual manually manufacture manufactured manufacturer many map marble march margin mark
marked marker marketing markets marks marriage married mask mass massage massive master mat match matching
mate material materials math mats matter matters mattress mature maximum may maybe me meal meals mean
meaning meaningful means meant meantime meanwhile measure measured measurement measurements measures
measuring meat mechanic mechanical mechanism media medical medication medicine medicines medium meet meeting
meetings melt melted member members membership membrane memories memory men mending mental mention mentioned
mentioning mentions menu merchandise merchant mercy mere merely merge merino mess message messaged messages
messaging messed messy met metal meter meters methods metre metres microphone microwave mid midday middle
midnight might mighty mild mile miles military milk mill million millions min mind mine mineral mini minimal
minimum minister minor minority minus minute minutes miracle mirror misleading missed misses missing mission
mistake mistaken mistakes misunderstanding misunderstood mix mixed mixer mixing mixture mobile mobiles mode
model models moderate modern modest modified modify moisture mom moment moments monday money monitor
monitoring monitors monkey month monthly months mood moon moral more moreover morning mortgage mostly motel
mother motion motivation motor motorcycle motorway mould mount mountain mounted mounting mouse mouth move
moved movement moves movie movies moving much mugs multi multiple mum murder muscle museum music musical
must mute mutual my myself mystery nail nails naked name named namely names naming nap narrow nasty national
natural naturally nature naughty navy near nearby nearer nearest nearly neat necessarily necessary necessity
neck necklace need needed needle needs negative negotiate neighborhood neighbors neighbour neighbours
neither nephew nerve nervous nest net network networks never new newer newest newly news newsletter
newspaper next nice night nightmare nights nine nineteen ninety nite no nobody nod noise noisy none nonsense
noon nor norm normal normally northern nose not notable note notebook noted notes nothing notice noticed
notices notification notifications notified notify notion novel now nowadays nowhere nuclear nuisance null
number numbers numerous nurse nut nuts obey object objection objects obligation obligations observe obtain
obtained obvious obviously occasion occasional occasionally occasions occur occurred occurs ocean odd of off
offence offend offended offensive offer offered offering offers office officer officers offices official
officially offline often oh oil ok okay old older oldest olive olives omg omit on once one ones ongoing
onion online only onto open opened opener opening openly opens opera operate operated operating operation
operations operator operators opinion opinions opponent opportunity opposed opposite opt optimistic option
optional options or oral orange orbit order ordered ordering orders ordinary org organ organic organisation
organise organised organization organize organized origin original originally other otherwise ought our
ourselves out outbound outcome outdoor outdoors outer outfit outgoing outlet outlets outline output outrage
outraged outrageous outset outside outstanding oven over overall overcharge overcharged overcharging
overcome overdraft overdue overheat overheating overheats overlook overlooked overnight oversea overseas
overtime overview overweight owe owed owes owing own owned owner owners ownership oxygen pace pack package
packages packaging packed packet packets packing pad padding paddle pads page pages paid pain painful
painfully paint painted painting pair pairs palace pale palm pan panel panels panic pants paper parade
paragraph parallel parcel parcels parents paris park parka parked parking parks part partial partially
participant participate particular particularly parties partly partner partners partnership parts party pass
passed passenger passengers passes passing passion passive passport password passwords past paste patch path
patience patient patients pattern pause pay payable paying payment payments payroll pays pdf peace peaceful
peak peanut pegs pen penalty pencil pending pennies pension people pepper per percent perfect perfectly
perform performance performed perhaps period permanent permanently permission permit permitted persistent
person personal personally personnel persons perspective persuade pet petrol pets pharmacy phase phenomenon
phone phoned phones phoning photo photograph photographs photos phrase physical physically piano pick picked
picking pickup pickups picture pictures pie piece pieces pig pile pill pillow pillows pills pilot pin pinch
pink pipe pipes pit pitch pity pizza place placed places plain plainly plan plane planet planned planning
plans plant plants plaster plastic plate plates platform platforms play played player players playing plays
pleasant please pleased pleasure pledge plenty plot pls plug plugged plugs plumber plural plus plz pm pocket
pockets poem poet poetry point pointer points poison pole poles police policies policy polish polite
political politics pollution pond pool poor poorly pop popular population port portable porter portion
portrait pose position positions positive possess possession possibility possible possibly post postage
postal postcode posted poster posting postpone postponed pot potato potatoes potential potentially pound
pounds pour poverty powder power powerful ppl practical practically practice practise praise pray prayer
precious precise precisely predict prefer preference preferences preferred pregnancy pregnant preliminary
premises premium preorder preparation prepare prepared preparing prescription presence present presentation
presently preserve president press pressed pressing pressure presumably pretend pretty prevent prevented
prevents previous previously price prices pricing pride priest primarily primary prime prince princess
principal principle print printed printer printers printing prior priority prison prisoner privacy private
privilege prize pro probability probable probably problem problems procedure procedures proceed proceeded
proceeding process processed processes processing processor produce produced producer product production
products profession professional professor profile profit profound program programme programs progress
project projector projects prominent promise promised promises promising promo promote promotion promotional
prompt prompted promptly pronounce proof proper properly properties property proposal propose prosecute
prospect protect protected protection protective protector protest proud prove proved provide provided
provider providers provides providing provision psychological public publicly publish published pull pulled
pulling pump punch punish punishment pupil pupils purchase purchased purchases purchasing pure purple
purpose purposes purse pursue pushed pushes pushing put puts putting puzzle puzzled pw qualified qualify
quality quantities quantity quarter quarters queen queries query question questions queue queued queues
quick quickly quiet quietly quit quite quiz quota quotation quote quoted quotes qwerty race racing radio
rail railway rain rainbow rainy raise raised raising ran random range ranges rank rapid rapidly rare rarely
rate rated rates rather rating ratings ratio raw re reach reached reaches reaching react reaction read
reader readers readily reading readings ready real realise realised reality realize realized really realy
rear reason reasonable reasonably reasons rebook rebooking reboot rebooted recall recalled receipt receipts
receive received receiver receives receiving recent recently reception recharge recharged recipe recipient
reckon recognised recognition recognize recognized recommend recommendation recommendations recommended
recommends reconnect record recorded recorder recording recordings records recover recovered recovery
recruit recycle recycling red redeem redeemed redeeming redelivery redirect redirected reduce reduced
reduces reducing reduction refer reference references referral referred refers reflect reform refresh
refreshed refreshing refrigerator refund refundable refunded refunding refunds refurbished refusal refuse
refused refuses refusing regard regarding regardless regards region regional regions register registered
registering registration regret regular regularly regulation regulations reinstall reject rejected rejecting
rejects relate related relates relating relation relations relationship relative relatively relatives relax
relaxed release released releases relevant reliable relief relieved religion religious relocate reluctant
rely remain remainder remained remaining remains remark remarkable remember remembered remind reminded
reminder reminders remote remotely removal remove removed removes removing renew renewal renewals renewed
renewing rent rental rentals rented renting reopen reopened repair repaired repairing repairs repay
repayment repeat repeated repeatedly repeating replace replaced replacement replacements replaces replacing
replies report reported reporter reporting reports represent representation representative representatives
reputation request requested requesting requests require required requirement requirements requires rescue
research resell resend resent reservation reservations reserve reserved reserving reset resets resetting
residence resident residents resist resistance resolution resolve resolved resolving resort resource
resources respect respectful respond responded responding responds response responses responsibility
responsible rest restart restarted restarting restaurant restaurants rested resting restore restored
restrict restricted restriction restrictions result resulted resulting results resume retail retailer
retailers retain retire retired retirement retries retry return returned returning returns reusable revenue
reverse reversed review reviewed reviewing reviews revised revolution reward rewards rhythm rice rich rid
ride rider rides ridge ridiculous riding right rights ring ringing rings rip ripped ripping rise rises
rising risk risks risky river roads roast rob robbed robbery robot robots rock rocks role roles roll rolled
roller rolling rolls romantic roof room rooms root roots rope ropes rotate rotating rotten rough roughly
round rounded rounds route routed routes routine row rows royal rub rubber rubbish rude rudely rug ruin
ruined ruins rule ruled ruler rules run runner running runs rural rush rushed rust rusty sack sad sadly
sadness safe safely safer safety said sail sailing sake salad salaries salary sale sales salt salty same
sample samples sand sandwich satellite satisfaction satisfactory satisfied satisfy satisfying saturday sauce
sausage save saved saver saves saving savings saw say saying says scale scales scam scammed scammer scammers
scan scandal scanned scanner scanning scans scarce scared scarf scary scene scenes schedule scheduled
schedules scheme scholar school schools science scientific scientist scissors scooter scope score scored
scout scrap scratch scratched scratches scratching scream screaming screen screens screenshot screenshots
screw screwdriver screwed screws script scroll sea seal sealed seals seam search searched searches searching
season seasons seat seated seats second secondary secondly seconds secret secretary section sections sector
secure secured securely security see seed seeing seek seeking seem seemed seemingly seems seen segment seize
seldom select selected selecting selection self sell seller sellers selling sells send sender sending sends
senior sense senses sensible sensitive sensor sent sentence sentences separate separated separately
separation sequence serial series serious seriously servant serve served server servers serves service
services servicing serving session sessions set sets setting settings settle settled settlement setup seven
seventeen seventy several severe sewing sex sexual shade shadow shake shaken shaking shall shallow shame
shampoo shape shaped shapes share shared shares sharing sharp sharply shave she shed sheep sheet sheets
shelf shell shelter shelves shes shift shifts shine shiny ship shiping shipment shipments shipped shipper
shipping ships shirt shirts shock shocked shocking shoes shooting shop shopped shopper shopping shops shore
short shortage shorter shortly shorts shot shots should shoulder shoulders shouldnt shout shouted shouting
show showed shower showers showing shown shows shrank shrink shrunk shut shutdown shutter shy sick sickness
side sides sidewalk sight sign signal signals signature signed significant significantly signing signs
signup silence silent silk silly silver similar similarly simple simplify simply simultaneous since sincere
sincerely sing singer singing single sink sir sister sisters sit site sits sitting situated situation
situations six sixteen sixty size sized sizes skeptical sketch ski skiing skill skilled skills skin skip
skipped skipping skirt sky slave sleep sleeping sleeve sleeves slept slice slide sliding slight slightly
slim slip slippers slippery slope slot slots slower slowing slowly slows small smaller smallest smart
smarter smartphone smash smashed smell smelled smelling smells smelly smile smiled smiling smoke smoked
smoking smooth smoothly snap snapped snapping snow so soap soccer social society sock socks soft softer
software soil solar sold soldier sole solely soles solid solution solutions solve solved solves solving some
somebody someday somehow someone something sometime sometimes somewhat somewhere son song songs soon sooner
soonest sore sorry sort sorted sorting sorts soul sound sounds soup source sources south southern space
spaces spam spanish spare sparkling speak speaker speakers speaking speaks special species specific
specifically specification specifications specified specify specs spectacular speech speed speeds spell
spelled spelling spend spending spends spent spill spilled spin spirit spiritual spite splash split
splitting spoil spoiled spoke spoken sponsor spoon sport sporting sports spot spots spray spread spreadsheet
spring springs square squeeze st stable stadium staff stage stages stain stained stains stair stairs stamp
stamps stand standard standards standing stands star stare stars start started starter starting starts
startup state stated statement statements states static stating station stations statistics statue status
stay stayed staying stays steady steak steal stealing steam steel steep step steps stereo stick sticker
stickers sticking sticks sticky stiff still stitch stitches stitching stock stolen stomach stones stood stop
stops storage store stored stores storing storm story stove straight straightforward strange stranger strap
strategy straw stream streaming street streets strength stress stressed stressful stretch stretched strict
strictly strike strikes string strings strip stripe stripes stroke strong stronger strongly structure
struggle struggled struggling stuck student students studio study studying stuff stuffed stunning stupid
style styles subject subjects submission submit submitted submitting subscribe subscribed subscriber
subscribers subscribing subscription subscriptions subsequent substance substantial substitute subtle suburb
succeed success successful successfully such sudden suddenly suffer suffered suffering sufficient sugar
suggest suggested suggestion suggestions suggests suit suitable suitcase suitcases suited suits sum summer
summit sun sunday sunglasses sunlight sunny sunset super superb superior supermarket supervise supervisor
supervisors supper supplied supplier supplies supply supplying support supported supporting suppose supposed
sure surely surface surfaces surge surgery surprise surprised surprising surprisingly surround surrounded
survey survive suspect suspected suspend suspended suspicious swallow swap swapped swapping swear sweat
sweater sweep sweet swell swim swimming swing swipe swiped switch switched switches switching sword symbol
sympathy symptom symptoms sync synced syncing system systems table tables tablet tablets tag tags tailor
take takeaway taken takes taking talent talented talk talked talking talks tall tank tap tape tapped tapping
target targets task tasks taste tasted tastes tax taxes taxi tbh tea teach teacher teachers teaching team
tear technical technically technician technicians technique technology tedious teenager teeth telephone
television tell telling tells temper temperature temple temporarily temporary tempt ten tenant tend tendency
tender tennis tense tension tent tenth tents term terminal terminate terminated terminating termination
terms terrible terribly terrific terrified territory terror test tested tester testing tests text textbook
texted textile texting texts texture than thank thanked thankful thankfully thanking thanks thanx that thats
the theatre theft their theirs them theme themselves then theory there therefore theres thermal thermometer
thermos thermostat these thesis they theyre thick thicker thickness thief thin thing things think thinking
thinks thinner third thirsty thirteen thirty this tho thorough thoroughly those though thought thoughtful
thoughts thousand thousands thread threat threaten threatened threatening three threw thrilled throat
through throughout throw throwing thrown throws thru thumb thunder thursday thus thx ticked tickets ticking
tide tidy tie tied ties tight tighten tighter tightly tile tiles till time timed timer times timing tin tiny
tip tipping tips tired tiring tissue title titles to toast toaster tobacco today toe toes together toilet
toilets token tokens told tolerate toll tomato tomorrow tone tongue tonight tonne too took tool tools tooth
toothbrush top topic topics topped torch torn toss total totally totals touch touched touches touching
touchscreen tough tour tourism tourist tourists tours toward towards towel towels tower town towns toy toys
trace traced traces track tracked tracker trackers tracking tracks tractor trade traded trader trades
trading tradition traditional traffic tragedy trail trailer train trained trainer trainers training trains
transact transaction transactions transfer transferred transferring transfers transform transit translate
translated translation transmission transparent transport transportation trap trapped trash travel traveled
traveler traveling travelled traveller travelling travels tray treasure treat treated treatment treats
treaty tree trees trekking tremendous trend trends trials triangle trick tricked tricks tricky tried tries
trigger triggered trim trip triple trips troops tropical trouble troubled troubles troubling trousers truck
trucks true truly trunk trust trusted trusting truth try trying tub tube tuesday tune tunnel turn turned
turning turns tutorial twelve twenty twice twin twist twisted two tying type typed types typical typically
typing tyre tyres ugly ultimate ultimately umbrella unable unacceptable unauthorised unauthorized unaware
unbelievable uncertain uncle uncomfortable undelivered under undergo underground understand understandable
understanding understands understood underwear undo unemployed unexpected unexpectedly unfair unfairly
unfortunate unfortunately unfriendly unhappy unhealthy unhelpful uniform union unique unit unite units
universal universe university unknown unless unlike unlikely unlimited unlock unlocked unlocking unnecessary
unopened unpack unpacked unpaid unpleasant unplug unplugged unprofessional unreasonable unreliable
unresolved unsafe unsatisfied unsubscribe unsubscribed unsure until untrue unusable unused unusual unwanted
unwell up update updated updates updating upgrade upgraded upgrades upgrading upload uploaded uploading upon
upper upright ups upset upsetting upside upstairs upward ur urban urge urgency urgent urgently us usable
usage use used useless user users uses using usual usually utilities utility utter utterly vacancy vacant
vacation vacuum vague vain valid validate validity valley valuable value valued values valve van vanish
vanished variable variation varied variety various vary vast vegan vegetable vegetables vehicle vehicles
velvet vendor vendors venue verbal verdict verification verified verifies verify verifying version versions
versus vertical very vet via victim victims victory video videos view viewed viewer viewing views villa
village violence violent virtual virtually virus visa visible vision visit visited visiting visitor visitors
visits visual vital vitamin vitamins vivid vocal voice voicemail void volume volumes voluntary volunteer
vomit vote voted voucher vouchers voyage vulnerable wage wages waist wait waited waiter waiting waits wake
waking walk walked walker walking walks wall wallet wallets walls wander wanna want wanted wanting wants war
warehouse warm warmer warming warmth warn warned warning warnings warns warranties warranty was wash washed
washer washes washing wasnt waste wasted wasting wat watch watched watches watching water waterproof waters
wave waves way we weak weaker weakness wealth weapon wear wearing wears weather web webpage website websites
wedding wednesday week weekday weekdays weekend weekly weeks weigh weighed weighs weight weights weird
welcomed welfare well went were western wet what whatever whats whatsoever wheat wheel wheelchair wheels
when whenever where whereas wheres wherever whether which whichever while whilst whisper whistle who whoever
whole wholesale whom whose why wicked wide widely wider widespread widow width wife wifi wild wilderness
will willing win wind winding window windows winds wine wines wings winner winning wins winter wipe wiped
wire wired wireless wires wisdom wish wished wishes wit with withdraw withdrawal withdrawals withdrawn
within without witness wives wolf woman women won wonder wondered wonderful wonderfully wondering wonders
wont wooden wool worded wording work worker workers working workout works workshop world worldwide worm worn
worried worries worry worrying worse worst worth worthless worthy would wouldnt wound wounds wow wrap
wrapped wrapping wreck wrist write writer writers writes writing writings written wrong wrongly wrote yard
yarn yeah year yearly years yell yelled yellow yep yes yesterday yet yield yogurt you young younger youngest
your youre yours yourself youth zealand zero zip zipper zone zones zoom
`
