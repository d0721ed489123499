/** First names that are nothing else, English and of the languages around it, from general knowledge. */
export const GIVEN_NAMES = `
aarav aaron abdul abdullah abel abhishek abigail abraham achieng adaeze adam adan adebayo adele adelina
aditya adrian adriana adrienne agata agatha agnes agnieszka ahlam ahmad ahmed aidan aiko aileen ailsa aimee
aino aisha aishwarya akash akiko akira akshay akua alan alana alba albert alberto alejandra alejandrina
alejandro aleksander aleksandr aleksandra alessandra alessandro alessia alex alexander alexandre alexei
alexis alfie alfonso alfred alfredo alice alicia alina alisha alison alistair allan allison alma alok alonso
alvaro alyssa amadou amal amanda amara amare amelia amelie amina amir amira amit amol amrita amy ana anais
ananya anastasia anders andre andrea andreas andrei andrej andres andrew andrzej andy angela angelica
angelina angelo angus anh anika anil anita anja anjali ankit ann anna annabel anne annemarie annette annie
annika anniken anouk ansel anthony antoine anton antonella antonia antonio antti anya aoife arabella aria
ariana arianna arjun armando arnaud arnold arthur artur arturo arvid arvind asha ashleigh ashley ashok
ashraf ashwin asim astrid athena aubrey audrey augusto aurelia aurelie ava avery avi axel ayesha aylin ayse
aysha babajide barbara barnaby barry bart bartek bartholomew bashir bastien beata beatrice beatriz becky
belinda benedict benedikt benjamin bernadette bernard bernardo bernd bernhard bert bertha bertrand beth
bethany betty bhavna bianca bilal birgit bjorn blaise bogdan bojan bonnie boris bozena brad bradley brandon
brayden brenda brendan brett brian briana brianna bridget brigitte britta brooklynn bruce bruno bryan bryce
burak caden caitlin callie callum camila camilla camille caoimhe carina carla carlo carlos carmen carole
carolina caroline carolyn carsten carys caspar casper cassandra cassie caterina catherine cathy catriona
cecile cecilia cedric celeste celia celine ceri cesar chandra charlene charles charlie chetan chiamaka
chiara chidi chinonso chioma chloe chris christa christel christina christine christof christoph christophe
christopher chukwu ciara cillian cindy claire clara clarence clarissa claude claudia claudio clemens clement
clementine clive clodagh colette colleen connor conor conrad constance constantin cora cordelia corinna
corinne cornelia cornelius cosmo costel courtney craig cristian cristiano cristina curtis cynthia cyril
dafydd dagmar daichi dalia damian damien damon dan dana daniel daniela daniele danielle daniil danilo danny
danuta daphne daria darius dariusz darrell darren darshan dave david davide debbie deborah debra deepa
deepak deirdre delia delilah delphine demetrius denis denise deniz dennis derek dervla desmond destinee
devin dexter diana diane didier diego dieter dietmar dilip dilys dimitra dimitri dimitris dina dinesh dirk
divya diya dmitri dmitry dolores dominic dominik dominika dominique donald donna dora doreen dorian doris
dorota dorothea dorothy douglas dov dragan duc duncan dustin dwayne dylan eamon ebba ebele edgar edith
edmund eduard eduardo edward edwin eero eileen eilidh eitan ekaterina elaine eleanor elena eleni eli elias
elif elijah elin elina eliot elis elisa elisabeth elise eliza elizabeth ella ellen ellie elliot elliott elsa
elsie elvira elzbieta emanuel emeka emiko emil emilia emilie emilio emily emine emma emmanuel emmanuelle
emre enora enrique enzo eoin erica erich erik erika erin ernest ernesto esme esmeralda esperanza esra
estelle ester esther ethan etienne eugene eugenia eun eunji eva evan evelina evelyn ewa ewan ezekiel fabian
fabien fabio fabrice fadi faisal farah farai farid faris fatima fatma fatou federica federico felicia
felicity felipe felix femi ferdinand fergus fernanda fernando ffion filip filippo finlay finn fiona fionn
flavia flavio fleur florian florin folake francesca francesco francis francisco franciszek franco francois
francoise frankie franz franziska fred freda frederic frederick frederik fredrik freya frida frieda
friedrich fritz gabriel gabriela gabriele gabriella gareth gary gaston gaurav gautam gavin geir gemma
genevieve geoff geoffrey george georgina gerald geraldine gerard gerd gerda gerhard gertrude gethin ghada
ghislaine giacomo gianluca gianni gideon gilbert gilles gina giorgio giorgos giovanna giovanni giselle
giulia giulio giuseppe gloria goran gordon gosia graeme graham grainne grazyna greg gregor gregory greta
gretchen grzegorz guadalupe guido guillaume guillermo gulsen gunnar gunther gustav gustavo gwen gwendolyn
gwyneth hadi hakan hala halina hamid hamish hamza hana hannah hannes hans harald hari harish harold harriet
harry haruka haruki haruto harvey hasan hassan hatice havard hayley heidi heike heinrich heinz helen helena
helene helga helmut hemant hendrik henning henri henrietta henrik henrique henry herbert herman hermann
hezekiah hideo hilary hilda hina hiro hiroshi hoa holger huda hugh hugo hulya humphrey hussein hyun ian
ibrahim ida ieuan ifeanyi ifeoma ignacio igor ikram ilaria ilona ilse iman imogen imran ines inga inge
ingeborg ingo ingrid ingunn ioana iona ionut irena irene irina irma isaac isabel isabella isabelle isaiah
isamu ishaan ishita isiah isla ismael ismail isobel itzel ivan ivana ivo iwan izabela jackie jacob
jacqueline jacques jadwiga jaime jaimie jakob jakub jamal james jamie jamil jamila jana jane janet janice
janina janine janusz jared jarek jasmin jasmine jason javier jaxon jayden jeanette jeanne jeff jeffrey
jelena jemma jenna jennifer jenny jens jeremiah jeremy jerome jerry jesse jessica jessie jiho jihoon jill
jin jisoo jitka jiwoo joachim joan joana joanna joanne joao joaquin jochen joe joel joelle joerg johan
johann johanna johannes john johnny jon jonas jonathan joost jorg jorge jose josef josefina joseph josephine
joshua josiah josie juan juana juanita judith judy juhani juho jukka jules julia julian juliana julie julien
juliet juliette julio julius juraj jurgen justine justyna jyoti kacper kai kaisa kaitlyn kaleb kalinda kalle
kamal kamala kamil kamila kamran karen karim karima karin karina karl karla karolina karsten kasia kaspar
katarina katarzyna kate katerina katharina katherine kathleen kathrin kathryn kathy katia katie katja katrin
katrina kavita kayla kaylee keegan keiko keisha keith kelly kelsey kelvin kemal kendra kenji kenneth kenny
kenta kerstin kevin khadija khaled khalid kieran kim kimberly kiran kirsteen kirsten kirsty kjell klara
klaudia klaus kofi kojo konrad konstantin kostas kristen kristian kristin kristina kristof kristopher
krisztina krystyna krzysztof kumar kunal kurt kwabena kwame kwesi kyle kyra lachlan lakshman lakshmi lalit
lamar lara lars lasse latifa latoya laura lauren laurence laurent lauri leah leandro leila leilani lena
lenka lennart leo leon leonard leonardo leonie leonor leopold lerato leroy leslie leticia lewis liam lidia
liesel lila lillian lily lina linda lindsay lindsey linh linnea linus lionel lisa lisbeth liv livia lizzie
ljubica logan lorena lorenzo loretta lorna lorne lorraine lotta lottie louis louisa louise lowri luc luca
lucas lucia luciana luciano lucie lucien lucille lucinda lucy ludovic ludwig luigi luis luisa luiz lukas
lukasz luke luther lydia lynn maarit maciej maddie madeleine madeline madelyn madhuri mads maelle maeve
magda magdalena magnus maha mahdi mahesh mahmoud mai maike maja majid makayla makoto malcolm malgorzata
malik malika mamadou mandy manfred manish manisha manoj mansour manuel manuela marc marcel marcela marcelo
marcia marcin marco marcos marcus marek margaret margarita margherita margit margot maria mariah mariam
marian mariana marianne maribel marie mariella marija marijke mario marion marisa marisela marisol marissa
marit marius mariusz marjorie marko markus marlene marlon marta martha martin martina martine marvin marwan
mary maryam masako masha massimo matej mateo mateusz mathew mathias mathieu mathilda mathilde matilda matt
matteo matthew matthias matthieu maureen maurice mauricio mauro maxim maxime maximilian maximus maya maysa
mckenna meera megan meghan mehdi mehmed mehmet mei melanie melinda melissa meredith mhairi mia micah michael
michaela michal micheal michel michele michelle miguel mihai mika mikael mike mikhail mikko mila milan
milena milica milos mina minh minho minjun minna mira miranda mircea miriam mirjam mitchell mohamed mohammad
mohammed mohan mohsin moira molly mona monica monika monique morag morgan moritz morris mortimer moses moshe
muhammad mukesh munir murat muriel mustafa myra nabil nadia nadim nadine nahla najwa naoko naomi nasser
natalia natalie natasha nathalie nathan nathanael nathaniel naveed naveen navid nawal nazia neeraj neha neil
nelson nenad nerys ngozi nguyet nia niamh nicholas nick nico nicola nicolas nicole niels nigel nikhil nikita
niklas nikola nikolai nikolas nikos nils nina nisha nitin njeri nkechi nneka noa noah noel noelle noemi
nolan nomsa noor nora norbert noreen noriko norma norman noura nuala nuno nuria obadiah obinna odile oisin
oksana olaf ole oleg olena olga oliver olivia olivier oluwaseun oluwatobi omar orhan orla orlaith oscar
oskar otieno otis ottilie ousmane owain owen oyvind ozan pablo padraig pallavi pamela pankaj paola paolo
parveen pascal patricia patrick patrik patryk paul paula paulina pauline paulo pavel pawel pedro peggy pekka
penelope percy pernille perry petar peter petr petra petros phil philip philipp philippa philippe phillip
phineas phoebe phyllis pia pietro pilar piotr pooja prachi pradeep prakash pranav prashant pratik preeti
priscilla priya priyanka qasim quang quentin quincy quintin rachael rachel radek radu raed raegan rafael
rafal ragnar rahul raj rajendra rajesh rajiv rakesh ralf ralph ramesh rami ramon ramona rana randall randy
rania ranjit raphael raquel rasha rashid rashmi raul ravi raymond rebecca rebekah regine reinhard rekha
renata renate rene renee reza rhian rhiannon rhys ricardo riccardo richard rick ricky riikka rima rita ritu
rivka robert roberta roberto rocio roderick rodrigo rohan rohini rohit roisin roland rolf romain roman
romane ronald ronan ronja ronnie rosa rosalba rosalie rosalina rosalind rosanna rosario rosemarie rosie ross
rowan rowena roxana roxanne roy ruben rudo rudolf rudolph rufus rupert russell ruth ryan ryo ryszard sabina
sabine sabrina sachin sadia saif sakura salim salma salvatore sam samantha samar sameer samia samira samuel
sana sandeep sandra sandro sanjay sanna santiago saoirse sara sarah sarita sascha sasha saskia satish
satoshi sawsan scott sean sebastian sebastien segun selena selim selin selina selma seojun serena sergei
sergio serkan seth seung sevgi shane shaniqua shannon sharon shaun shauna shawn shawna sheila shekhar
shelbie shelley sherri sherry sheryl shilpa shira shirin shirley shlomo shreya shruti shu sibylle siddharth
sidney siegfried sigrid sigurd silas silja silke silvia simon simona simone sina sinead siobhan sioned sipho
slawomir smita sneha snezana sofie solange solveig sonal sonia sonja sophia sophie sora soren sota soyeon
spencer spyros stacey stacy stanislav stanislaw stanley stavros stefan stefani stefania stefanie stefano
steffen stella stephan stephane stephanie stephen steve steven stewart stig stuart suhail suki sunil sunita
suresh susan susanna susanne sushma susie suzanne svea sven svenja svetlana swati sylvain sylvia sylvie
sylwia szymon tabitha tadeusz tadhg taher tahir takashi takeshi tamar tamara tamika tamsin tania tanisha
tanja tanvi tanya tara tarek tariq tarun tatiana tatjana taylor tegan temitope tendai terence teresa tessa
thaddeus thandi thandiwe thanh thea thelma theo theodor theodora theodore theresa therese thiago thibault
thierry thilo thomas thorsten thuy tiago tiffany tiina tim timo timothy tina tobiah tobias toby todd tolga
tom tomas tomasz tommaso tommy tony torben torbjorn torsten tracey tracie tracy trang trevor trina tristan
trond trudy tuan tunde tuomas tyler tyrell tyrone uche uday udo ulf ulla ulrich ulrike ulysses umar umut una
ursula uwe vadim valentina valeria valerie vandana vanesa vanessa varun vasile vasilis vegard veikko vera
verena veronica veronika veronique vesna vicente vicky victor victoria vijay vikas vikram viktor viktoria
vilma vincent vincenzo vineet vinod viola violeta virginie vishal vivaan vivian viviane vivien vladimir
volker wael wafaa walid walter wanda wanjiru warren wayne wendy werner wesley wieslaw wiktor wilfred wilhelm
wilhelmina willem william willy winifred winston wojciech wolfgang xavier ximena xiomara yael yan yann
yannick yara yash yasmin yasmine yasser yaw yehuda yesenia yiannis yitzhak yolanda yosef yousef youssef yui
yuki yuko yumi yuri yusuf yuto yves yvette yvonna yvonne zachariah zachary zahra zainab zainabu zara
zbigniew zelda zeynep ziad ziva zoe zofia zola zoran zuzana zuzanna
`
/** First names that are also ordinary words, months, places or brands: a person only in context. */
export const AMBIGUOUS_GIVEN_NAMES = `
abby sue max till eve jan said hung carol marina ace ada adel aiden al alexa ali alla amber amos an andi
angel april archer archie ari art ash aspen aston august austin autumn bailey baron basil bay bea beau bella
ben benny berry bertie bill billie billy blair blake blaze blue bo bob bobby brady brandy breeze brock brook
brooke brooklyn buck bud buddy bunny carl carmel carrie carson carter cary casey cash chad chance chandler
charity charlotte chase chelsea cherry chester chip christian christy chuck clay cliff clifford clint clover
coco cody cole colin constant cookie cooper coral corey cory crystal dahlia daisy dakota dale dallas darcy
dawn dean dee delta denver derby desiree destiny dev di dick dilan dillon dion dixie dolly dom don dorothea
dot drake drew duke dusty earl ed eddie eden ella elle elton ember emery eric ernie everest faith faye fern
fay finley fletcher flora florence floyd ford forrest frank fraser freddie gail gale garfield garth gay gene
georgia georgie gigi gil gill ginger ginny glen glenn golden goldie grace grant grey griffin gus guy hal
hank happy harley harmony harper hazel heath heather hector hilton holly hope honey homer horace howard
hudson hunter hyacinth imani india iris isa israel ivy jack jackson jade jake jasper jay jean jed jersey jet
jewel jim jimmy jo jody jordan josh joy joyce jude jun june justice justin kay kendall ken kent kerry kit
kitty kris kristy lacey lana lance lane lark laurel lauri layla lee lei lester levi lex li lincoln linden
lin lindy lisa liz lola london lou lourdes loyal lucky lulu luna lyle lyn mabel mac mack madison mae major
mali marcy marge mark marley marshall marty mason may mckenzie melody melvin memphis mercedes mercy merle
merry mickey miles millie milo milton ming minnie misty mitch mo mollie monty montana morris murphy murray
myrtle nan nancy nat nash ned nell nelly nelson neo nero noble norm nova olive ollie opal oran orlando otto
page paige pansy paris parker pat patience patty pearl peg penny perla perry pete petunia pierce pierre
piper poppy porter presley preston prince princess prudence queenie quinn rae raven ray reagan reed reese
regina reggie reid remy rex rhonda rich rico riley river rob robbie robin robyn rock rocky rod roger roman
romeo romy ron ronda rory rose rosemary rosa roxy ruby rusty sable sadie sage sal sally salem sandy santa
savannah sawyer scarlett scotty shah shan shay shelby shiloh sid sienna sierra silver sky skye skyler sol
sonny sophia spike stan star sterling stew stone storm summer sun sunny sydney tad tanner tate tasha ted
teddy terra terry tess tex thor tia tiger tilly titan tod tori tracy travis trent trey trinity trip troy
tucker ty tyra van vance vernon vic vince viola violet virginia virgil vito wade walker wallace ward webb
wei wendell wes weston wilbur will willow wilma winnie winter wood woody wren wyatt yin ying york zac zach
zack zane zeus
`
/** Family names that are common in English texts, for names typed in lower case. */
export const FAMILY_NAMES = `
smith jones taylor williams brown davies davis evans wilson thomas roberts johnson lewis walker robinson
wood thompson white watson jackson wright green harris cooper king lee martin clarke clark morgan hughes
edwards hill moore harrison scott young morris allen mitchell anderson phillips campbell stewart miller
kelly murphy garcia martinez rodriguez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera
gomez diaz cruz reyes ortiz morales gutierrez ramos ruiz alvarez mendoza castillo jimenez vasquez romero
silva santos ferreira pereira oliveira costa rodrigues almeida carvalho mueller muller schmidt schneider
fischer weber meyer wagner becker schulz hoffmann koch bauer richter klein wolf schroeder neumann schwarz
zimmermann braun hofmann krueger hartmann lange krause lehmann rossi russo ferrari esposito bianchi romano
colombo ricci marino greco conti bruno gallo dubois durand moreau laurent lefebvre leroy roux fournier
girard bonnet dupont lambert fontaine rousseau blanc petit kowalski nowak wisniewski wojcik kaminski
lewandowski zielinski szymanski ivanov petrov smirnov kuznetsov popov sokolov novak horvat jansen janssen
visser bakker smit peters hansen johansen olsen larsen andersen pedersen nielsen jensen christensen
johansson andersson karlsson nilsson eriksson larsson olsson persson svensson korhonen virtanen nieminen
singh kumar sharma patel gupta khan ali ahmed hussain shah mehta reddy iyer nair das chopra kapoor verma
joshi rao nguyen tran pham huynh kim park choi jung kang cho yoon jang lim tanaka suzuki sato takahashi
watanabe ito yamamoto nakamura kobayashi okafor adeyemi okonkwo mensah diallo traore papadopoulos yilmaz
kaya demir celik obrien osullivan oconnor ryan byrne walsh doyle mccarthy kennedy lynch murray quinn
mcdonald macdonald graham hamilton wallace ross henderson paterson simpson ferguson cameron reid bell
bennett gray cox foster price powell long patterson butler barnes fisher jenkins perry sullivan coleman
henry griffin marshall owens ellis gibson shaw hunt mason palmer knight stevens webb lloyd pearson rogers
gardner baker carter turner parker collins bailey richardson howard ward bradley cole chapman barker wang li
zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao
`
