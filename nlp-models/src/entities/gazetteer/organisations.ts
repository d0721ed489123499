/**
 * Well-known companies, carriers, banks, shops, payment services, authorities, from general knowledge. One a line,
 * its names separated by `|`. `*` behind a name: also an ordinary word, a company only in context. `^`: only in
 * capitals. `~`: its name before a model number (`小米14`, `Sony WH-1000XM5`) belongs to the model.
 */
export const ORGANISATIONS = `
DHL|DHL Express|敦豪
UPS^|United Parcel Service|联合包裹
FedEx|Federal Express|联邦快递
TNT^
DPD|dpd
GLS^
USPS|US Postal Service|United States Postal Service|美国邮政
Royal Mail|皇家邮政
Parcelforce|Parcelforce Worldwide
Evri
Hermes*|爱马仕
Yodel*
InPost
Amazon Logistics
Deutsche Post|德国邮政
La Poste|Colissimo|Chronopost|Mondial Relay
PostNL|bpost|PostNord|Poste Italiane|Correos|An Post
Canada Post|Purolator
Australia Post|AusPost|StarTrack
Japan Post|Yamato Transport|日本邮政
Singapore Post|SingPost
Hongkong Post|香港邮政
Aramex
Maersk|马士基
Kuehne+Nagel|DB Schenker|DSV^
SF Express|顺丰|顺丰速运|顺丰快递
STO Express|申通|申通快递
YTO Express|YTO^|圆通|圆通速递|圆通快递
ZTO Express|ZTO^|中通|中通快递
Yunda|Yunda Express|韵达|韵达快递|韵达速递
Best Express|百世|百世快递|百世汇通
J&T Express|J&T|极兔|极兔速递|极兔快递
EMS^|China Post|中国邮政|邮政EMS|邮政快递|中国邮政速递
Deppon|德邦|德邦快递|德邦物流
JD Logistics|京东物流|京东快递|京东配送
Cainiao|菜鸟|菜鸟驿站|菜鸟裹裹
宅急送|天天快递|优速快递|安能物流|跨越速运|丰巢|闪送|达达快送|同城快递*|货拉拉|邮政*|壹米滴答|丹鸟|众邮快递|速尔快递|京邦达|顺心捷达|递易|蜂鸟配送|妈妈驿站|兔喜
Yanwen|燕文物流|云途物流|4PX|递四方
PayPal|贝宝
Visa*|维萨
Mastercard|MasterCard|万事达|万事达卡
American Express|Amex|美国运通|运通
Maestro*
Discover Card|Diners Club|大来卡
JCB^
UnionPay|China UnionPay|银联|中国银联|云闪付
Alipay|支付宝
WeChat Pay|WeChat|Weixin|微信支付|微信|财付通
Apple Pay|Google Pay|Samsung Pay|Amazon Pay|Shop Pay|Cash App|Zelle|Venmo
Klarna|Klarna Bank
Afterpay|Clearpay|Affirm*|Sezzle
Stripe*|Adyen|Worldpay|Mollie|Braintree|SumUp|Checkout.com
Square*|Payoneer|Skrill|Neteller|Paysafecard|Paysafe|Sofort*|Giropay|Trustly|iDEAL*
Western Union|MoneyGram|西联汇款
Wise*|TransferWise|Remitly
Revolut|Monzo|N26|Starling Bank|Starling*|Chime*|Bunq|Nubank
拉卡拉|快钱|易宝支付|花呗|借呗|余额宝|蚂蚁集团|蚂蚁金服|蚂蚁花呗|微众银行|网商银行|陆金所|度小满|京东白条|白条*|京东金融|京东支付|美团支付|翼支付|百度钱包|连连支付|八达通
Visa Inc
HSBC|HSBC UK|汇丰|汇丰银行
Barclays|Barclaycard|巴克莱
Lloyds|Lloyds Bank|Lloyds TSB
NatWest|Nat West|国民西敏寺银行
Santander|桑坦德银行
Halifax Bank|Nationwide|Nationwide Building Society|TSB^|Metro Bank|First Direct|Tesco Bank|Virgin Money|Co-operative Bank|RBS^|Royal Bank of Scotland|Bank of Scotland|Standard Chartered|渣打银行|渣打
Bank of America|BofA|美国银行
JPMorgan|JPMorgan Chase|JP Morgan|摩根大通
Chase Bank|Chase*
Wells Fargo|富国银行
Citibank|Citi|Citigroup|花旗|花旗银行
Capital One|US Bank|PNC^|PNC Bank|TD Bank|Truist|Ally Bank|Goldman Sachs|Morgan Stanley|Charles Schwab|Fidelity Investments|Navy Federal|Fifth Third Bank|Regions Bank|KeyBank|SoFi
Bank of Canada|Royal Bank of Canada|RBC^|Scotiabank|BMO^|CIBC^
Commonwealth Bank|CommBank|Westpac|ANZ^|NAB^
Deutsche Bank|德意志银行
Commerzbank|Sparkasse|Postbank|Volksbank|ING^|ING-DiBa|DKB^|Comdirect|HypoVereinsbank|KfW
UBS^|瑞银|Credit Suisse|瑞士信贷
BNP Paribas|法国巴黎银行
Société Générale|Societe Generale|Crédit Agricole|Credit Agricole|Crédit Mutuel|Credit Mutuel
Rabobank|ABN AMRO|KBC^|Belfius
BBVA|CaixaBank|UniCredit|Intesa Sanpaolo
Nordea|Danske Bank|Swedbank|SEB^|Handelsbanken
Erste Bank|Raiffeisen|Raiffeisenbank|PKO Bank Polski
ICICI|ICICI Bank|HDFC|HDFC Bank|State Bank of India|SBI^|Axis Bank|Paytm|PhonePe
DBS^|DBS Bank|星展银行|OCBC|华侨银行|UOB^|大华银行|Maybank|马来亚银行
Bank of China|BOC^|中国银行|中行
ICBC|Industrial and Commercial Bank of China|工商银行|中国工商银行|工行
CCB^|China Construction Bank|建设银行|中国建设银行|建行
ABC Bank|Agricultural Bank of China|农业银行|中国农业银行|农行
Bank of Communications|交通银行|交行
China Merchants Bank|CMB^|招商银行|招行
Postal Savings Bank|邮储银行|邮政储蓄|邮政储蓄银行|中国邮政储蓄银行|邮储
CITIC Bank|中信银行|中信
China Everbright Bank|光大银行
Ping An|Ping An Bank|平安银行|中国平安|平安保险|平安人寿
Minsheng Bank|民生银行
SPD Bank|浦发银行|浦发|上海浦东发展银行
Industrial Bank|兴业银行
华夏银行|广发银行|浙商银行|渤海银行|恒丰银行|北京银行|上海银行|南京银行|宁波银行|江苏银行|杭州银行|徽商银行|农村商业银行|农商银行|农商行|农村信用社|恒生银行|东亚银行|人民银行|中国人民银行|央行|国家开发银行|哈尔滨银行|成都银行|长沙银行|盛京银行|天津银行|厦门银行|青岛银行|重庆银行
China Life|中国人寿|国寿
PICC^|中国人保|人保|人保财险|太平洋保险|中国太保|太保|泰康|泰康人寿|泰康保险|新华保险|友邦|友邦保险|阳光保险|众安保险|众安|大地保险|太平人寿|中华保险|水滴
Allianz|安联|安联保险|AXA|安盛|AIG^|AIA^|Aviva|Generali|Zurich Insurance|Prudential|保诚|MetLife|State Farm|Geico|Allstate|Progressive Insurance|Direct Line|Admiral Insurance|Churchill Insurance|Bupa|Vitality*|Cigna|Aetna|Blue Cross|UnitedHealth|UnitedHealthcare|Kaiser Permanente|Legal & General|Munich Re|Swiss Re|Ergo*|HUK-Coburg|Chubb*
Vodafone|沃达丰
O2|Telefonica|Telefónica
BT^|British Telecom|EE^|Three UK|Three Mobile|Virgin Media|Sky UK|Sky Broadband|Sky Mobile|TalkTalk|giffgaff|Plusnet|Tesco Mobile|Lebara|Lycamobile|Openreach
T-Mobile|Deutsche Telekom|Telekom|德国电信
AT&T|Verizon|Sprint*|Comcast|Xfinity|Spectrum*|Charter Communications|Cox*|Cricket Wireless|Metro by T-Mobile|Mint Mobile|Google Fi|US Cellular|CenturyLink|Frontier Communications
Rogers*|Bell Canada|Telus|Fido*|Freedom Mobile|Shaw*
Telstra|Optus|Vodafone Australia
Orange*|SFR^|Bouygues|Free Mobile
1&1|Congstar|Swisscom|Sunrise*|Proximus|KPN^|Ziggo|Telenor|Telia|TIM^|Movistar|Vivo*|Claro*|Telcel|MTN^|Safaricom|Airtel|Jio|Singtel|StarHub|M1^|Maxis|SoftBank|软银|NTT Docomo|Docomo|KDDI|Rakuten|乐天
China Mobile|中国移动|移动公司|移动*
China Unicom|中国联通|联通
China Telecom|中国电信|电信*
China Broadnet|中国广电|广电*|中国铁塔|长城宽带|鹏博士
Lufthansa|汉莎|汉莎航空|德国汉莎
British Airways|英航|英国航空
Air France|法航|法国航空
KLM|荷航|荷兰皇家航空
Iberia*|Vueling|Ryanair|瑞安航空|easyJet|Wizz Air|Jet2|TUI^|TUI fly|Eurowings|Condor*|Austrian Airlines|Swiss International Air Lines|Finnair|SAS^|Norwegian Air|Aer Lingus|LOT Polish Airlines|TAP Air Portugal|ITA Airways|Alitalia|Aegean Airlines|Brussels Airlines|Icelandair|airBaltic|Transavia|Pegasus Airlines
Turkish Airlines|土耳其航空|土航
Emirates*|Emirates Airlines|阿联酋航空
Etihad|Etihad Airways|阿提哈德航空|Qatar Airways|卡塔尔航空|flydubai|Saudia|El Al
Delta*|Delta Air Lines|Delta Airlines|达美航空|达美
United Airlines|美联航|美国联合航空
American Airlines|美国航空
Southwest Airlines|Southwest*|JetBlue|Alaska Airlines|Spirit Airlines|Frontier Airlines|Hawaiian Airlines|Allegiant
Air Canada|加拿大航空|加航|WestJet
Qantas|澳航|澳洲航空|Jetstar|捷星|Virgin Australia|Virgin Atlantic|Air New Zealand|新西兰航空
Singapore Airlines|新加坡航空|新航|Scoot*|酷航
Cathay Pacific|Cathay|国泰航空|国泰|Dragonair|HK Express|香港航空|香港快运
ANA^|All Nippon Airways|全日空|Japan Airlines|JAL^|日航|日本航空|Korean Air|大韩航空|Asiana|韩亚航空
AirAsia|亚航|亚洲航空|Thai Airways|泰航|泰国航空|Malaysia Airlines|马航|Garuda|Vietnam Airlines|VietJet|越捷|Cebu Pacific|Philippine Airlines|IndiGo*|Air India|EVA Air|长荣航空|China Airlines|中华航空|华航
Air China|国航|中国国航|中国国际航空
China Eastern|China Eastern Airlines|东航|东方航空|中国东方航空
China Southern|China Southern Airlines|南航|南方航空|中国南方航空
Hainan Airlines|海航|海南航空|厦航|厦门航空|川航|四川航空|深航|深圳航空|山航|山东航空|春秋航空|春秋*|吉祥航空|吉祥*|首都航空|首航|祥鹏航空|西部航空|天津航空|华夏航空|成都航空|奥凯航空|九元航空|上航|上海航空|青岛航空|昆明航空|长龙航空|河北航空|北部湾航空
Ethiopian Airlines|Kenya Airways|EgyptAir|Royal Air Maroc|South African Airways
Eurostar|欧洲之星|Deutsche Bahn|DB Fernverkehr|SNCF|Trenitalia|Renfe|Amtrak|National Rail|LNER|Great Western Railway|Avanti West Coast|ScotRail|Thameslink|Trainline|FlixBus|Flixtrain|Greyhound*|National Express|Megabus|Transport for London|TfL
中国铁路|中铁快运|国铁集团|12306
Uber|优步|Uber Eats|Lyft|Bolt*|Grab*|Gojek|Ola*|Didi|DiDi|滴滴|滴滴出行|滴滴打车|高德打车|曹操出行|T3出行|首汽约车|神州专车|神州租车|一嗨租车|嘀嗒出行|哈啰|哈啰出行|哈罗单车|青桔|美团单车|花小猪
Hertz|Avis|Sixt|Europcar|Enterprise Rent-A-Car|Budget Rent a Car|Zipcar|赫兹租车|安飞士
Booking.com|Booking*|缤客
Airbnb|爱彼迎|Expedia|Hotels.com|Agoda|安可达|Trivago|TripAdvisor|猫途鹰|Kayak*|Skyscanner|天巡|Vrbo|Lastminute.com|HRS^|Hostelworld|Opodo|eDreams|Priceline
Trip.com|Ctrip|携程|携程旅行|携程网
Fliggy|飞猪|飞猪旅行|Qunar|去哪儿|去哪儿网|同程|同程旅行|艺龙|途牛|途家|马蜂窝|驴妈妈|小猪民宿|木鸟民宿|航旅纵横|铁友
Hilton|希尔顿|希尔顿酒店|Marriott|万豪|万豪酒店|Hyatt|凯悦|凯悦酒店|Accor|雅高|InterContinental|洲际|洲际酒店|Holiday Inn|假日酒店|Sheraton|喜来登|Ritz-Carlton|丽思卡尔顿|Radisson|Ibis*|宜必思|Novotel|Premier Inn|Travelodge|Best Western|Four Seasons|四季酒店|Shangri-La Hotel|香格里拉酒店|Westin|威斯汀|Motel 6|Kempinski|凯宾斯基
华住|华住会|汉庭|汉庭酒店|全季|全季酒店|如家|如家酒店|锦江|锦江之星|锦江酒店|7天酒店|亚朵|亚朵酒店|桔子酒店|格林豪泰|维也纳酒店|首旅酒店
Amazon*|Amazon Prime|Amazon UK|AWS^|亚马逊
eBay|易贝
Etsy
AliExpress|速卖通|全球速卖通
Alibaba|阿里巴巴|阿里|1688
Taobao|淘宝|淘宝网|手机淘宝
Tmall|天猫|天猫超市|天猫国际
JD.com|JD^|京东|京东商城|京东超市|京东到家
Pinduoduo|拼多多|拼夕夕
Temu|SHEIN|Shein|希音|Wish*
Shopee|虾皮|Lazada|来赞达|Tokopedia|Flipkart|Myntra|Mercado Libre|Allegro*|Zalando|Otto*|Bol.com|Cdiscount|Rakuten Japan|Coupang
Vipshop|唯品会|苏宁|苏宁易购|国美|国美电器|当当|当当网|网易严选|考拉海购|网易考拉|小红书|得物|识货|闲鱼|转转|抖音|抖音商城|抖音小店|抖音电商|快手|快手小店|有赞|微店|蘑菇街|聚美优品|寺库|洋码头|盒马|盒马鲜生|叮咚买菜|每日优鲜|朴朴超市|朴朴|美团|美团外卖|美团优选|大众点评|饿了么|百度外卖|达美乐|山姆|山姆会员店|山姆会员商店|大润发|永辉|永辉超市|华润万家|物美|物美超市|世纪联华|联华超市|多点|名创优品|屈臣氏|万宁超市|丝芙兰|孩子王|迪卡侬|宜家|宜家家居|居然之家|红星美凯龙|优衣库|海澜之家|名创
Walmart|沃尔玛
Target*|塔吉特
Costco|好市多|开市客
Best Buy|百思买|Home Depot|Lowe's*|Kroger|Walgreens|CVS^|Macy's|Nordstrom|Kohl's|Sears*|JCPenney|TJ Maxx|Trader Joe's|Whole Foods|Safeway|Publix|Wayfair|Chewy*|Newegg|RadioShack|GameStop|Staples*|Office Depot|Dollar Tree|7-Eleven|7-11|Circle K|Bed Bath & Beyond|Sam's Club|Aldi|奥乐齐|Lidl|Tesco|乐购|特易购|Sainsbury's|Sainsburys|Asda|Morrisons|Waitrose|Ocado|Argos|Currys|Currys PC World|John Lewis|Marks & Spencer|Marks and Spencer|M&S|马莎百货|Boots*|Boots UK|Boots Pharmacy|Superdrug|Debenhams|Selfridges|Harrods|House of Fraser|Next plc|Primark|River Island|New Look*|Topshop|ASOS|Boohoo|Very.co.uk|Littlewoods|B&Q|Screwfix|Wickes|Halfords|Sports Direct|JD Sports|Go Outdoors|Mountain Warehouse|WHSmith|Waterstones|Poundland|Wilko|Iceland Foods|Co-op*|Greggs|Pret*|Carrefour|家乐福|Auchan|欧尚|Leclerc|Fnac|Darty|Boulanger|Decathlon|Leroy Merlin|Monoprix|Edeka|Rewe|Kaufland|Penny Markt|Saturn*|MediaMarkt|Media Markt|Rossmann|dm-drogerie|Müller*|Galeria Kaufhof|Coolblue|Albert Heijn|HEMA^|Mercadona|El Corte Inglés|El Corte Ingles|Migros|Coop*|IKEA|Ikea|Jysk|H&M|Zara|飒拉|Mango*|Uniqlo|Gap Inc|C&A|Primark Online|Bershka|Pull & Bear|Massimo Dutti|Levi's|Tommy Hilfiger|Calvin Klein|Hugo Boss|Ralph Lauren|Michael Kors|Ted Baker|Paul Smith|Kate Spade|Tory Burch|Victoria's Secret|Abercrombie & Fitch|Sephora|Ulta*|The Body Shop|Lush*|Jo Malone|Charlotte Tilbury|Tiffany & Co|Swarovski|施华洛世奇|Pandora*|Rolex|劳力士|Gucci|古驰|Prada|普拉达|Chanel|香奈儿|Dior|迪奥|Louis Vuitton|路易威登|Burberry|博柏利|Cartier|卡地亚
Nike|耐克|Adidas|阿迪达斯|阿迪|Puma*|彪马|Reebok|Under Armour|安德玛|New Balance*|新百伦|ASICS|Converse*|匡威|Vans*|Skechers|斯凯奇|The North Face|North Face|北面*|Patagonia Inc|Columbia Sportswear|Jack Wolfskin|狼爪|Salomon|Fjällräven|Timberland|Lululemon|露露乐蒙|Dr. Martens|Crocs*|Birkenstock|Li-Ning|李宁|安踏|特步|361度|鸿星尔克|探路者|凯乐石|骆驼*|波司登|太平鸟|森马|美特斯邦威|三只松鼠|良品铺子|百草味|喜茶|奈雪的茶|瑞幸|瑞幸咖啡|蜜雪冰城|海底捞
Starbucks|星巴克|McDonald's|McDonalds|麦当劳|Burger King|汉堡王|KFC^|肯德基|Subway*|赛百味|Pizza Hut|必胜客|Domino's|Dominos|Costa Coffee|Nando's|Dunkin*|Wendy's|Chipotle|Taco Bell|Five Guys|Deliveroo|户户送|Just Eat|DoorDash|Grubhub|Instacart|Foodpanda|Lieferando|Glovo|Wolt*|HelloFresh|Nestlé|Nestle|雀巢|Coca-Cola|Coca Cola|可口可乐|Pepsi|PepsiCo|百事可乐|Unilever|联合利华|Procter & Gamble|宝洁|L'Oréal|L'Oreal|欧莱雅|Philips~|飞利浦~|Dyson~|戴森~|Nespresso|De'Longhi|Delonghi|Tefal|Braun~|Siemens|西门子~|Bosch~|博世|Miele|Electrolux|Whirlpool*|Haier~|海尔~|Midea~|美的*|Gree~|格力~|Hisense~|海信~|TCL~|Skyworth~|创维~|Konka|康佳~|Changhong|长虹~|老板电器|方太|九阳~|苏泊尔~|小熊电器|科沃斯~|石头科技|追觅~|公牛*|欧普照明|小天鹅|奥克斯
Apple*~|Apple Store|Apple Inc|Apple Music|苹果*~|苹果公司|苹果官网
Google~|谷歌~|Google Play|Google Maps|Alphabet Inc|YouTube
Microsoft~|微软~|LinkedIn|领英|GitHub|Skype|Xbox Live
Meta Platforms|Facebook|脸书|Instagram|WhatsApp
Twitter|推特|TikTok|ByteDance|字节跳动|Snapchat|Pinterest|Reddit|Telegram*|Discord*|Zoom*|Slack*|Dropbox|Spotify|Netflix|奈飞|网飞|Disney|Disney Plus|Disney+|迪士尼|Hulu|HBO^|Paramount Plus|Twitch*|Steam*|Epic Games|Nintendo~|任天堂~|PlayStation Network|Electronic Arts|Blizzard*|暴雪
Samsung~|三星~|Sony~|索尼~|LG~^|Panasonic~|松下~|Toshiba~|东芝~|Sharp*|夏普~|Canon*~|佳能~|Nikon~|尼康~|Fujifilm~|富士*|GoPro~|Garmin~|佳明~|Fitbit~|Bose~|JBL~^|Sonos~|Logitech~|罗技~|Anker~|安克|Belkin|Intel~|英特尔~|AMD~^|Nvidia~|NVIDIA~|英伟达~|Dell*~|戴尔~|HP^~|Hewlett-Packard|惠普~|Lenovo~|联想~|Asus~|ASUS~|华硕~|Acer~|宏碁~|MSI^~|Epson~|爱普生~|Brother Industries|Xerox|TP-Link~|普联|Netgear~|D-Link~|Cisco|思科|Ubiquiti|Western Digital~|西部数据|Seagate~|希捷|Kingston Technology|金士顿~|SanDisk~|闪迪~|Qualcomm|高通~|Oracle*|甲骨文*|IBM|SAP^|Salesforce|Adobe|Autodesk|Shopify|Squarespace|GoDaddy|Cloudflare|OpenAI|Mailchimp|Zendesk|Trustpilot|DocuSign|Norton Antivirus|McAfee|Kaspersky|Atlassian|Canva
Huawei~|华为~|Xiaomi~|小米*~|OPPO~|Oppo~|vivo手机|Honor*~|荣耀*~|OnePlus~|一加~|realme~|真我~|Meizu~|魅族~|ZTE^~|中兴~|Nokia~|诺基亚~|Motorola~|摩托罗拉~|HTC^~|BlackBerry*|DJI~|大疆~|Tencent|腾讯|腾讯视频|腾讯云|QQ音乐|Baidu|百度|百度网盘|百度地图|NetEase|网易|网易云音乐|新浪|微博|新浪微博|搜狐|知乎|豆瓣|哔哩哔哩|B站|bilibili|爱奇艺|优酷|芒果TV|喜马拉雅|钉钉|飞书|企业微信|阿里云|腾讯会议|高德|高德地图|360公司|奇虎360|金山办公|WPS^|科大讯飞|讯飞|字节|米哈游|大麦|大麦网|猫眼|猫票|58同城|赶集网|贝壳找房|贝壳*|链家|自如|安居客|我爱我家|BOSS直聘|智联招聘|前程无忧|拉勾|得到*|樊登读书|作业帮|猿辅导|学而思|新东方|好未来|丁香医生|平安好医生|京东健康|阿里健康|微医|春雨医生|叮当快药|美年大健康|爱康国宾
Tesla~|特斯拉~|BMW~|宝马*|Mercedes-Benz~|Mercedes*|奔驰*|Audi~|奥迪~|Volkswagen~|VW^~|大众汽车|Porsche~|保时捷~|Opel~|Ford*~|福特~|General Motors|Chevrolet~|雪佛兰~|Toyota~|丰田~|Honda~|本田~|Nissan~|日产*~|Mazda~|马自达~|Hyundai~|现代汽车|Kia~|起亚~|Renault~|雷诺~|Peugeot~|标致~|Citroën~|Citroen~|Fiat~|Volvo~|沃尔沃~|Jaguar*|Land Rover|路虎|Lexus~|雷克萨斯~|BYD~|比亚迪~|Geely|吉利汽车|Great Wall Motors|长城汽车|长安汽车|奇瑞~|上汽|一汽|东风汽车|广汽|理想汽车|蔚来~|小鹏汽车|问界~|极氪~|上汽大众|一汽大众|五菱|ChargePoint|Shell plc|BP^|ExxonMobil|Chevron*|Total Energies|TotalEnergies|中石化|中国石化|中石油|中国石油|国家电网|南方电网|国网|中国燃气|华润燃气|新奥燃气|港华燃气|E.ON|EON^|EDF^|EDF Energy|British Gas|Octopus Energy|Scottish Power|ScottishPower|SSE^|OVO Energy|Bulb Energy|npower|Utilita|Vattenfall|EnBW|RWE^|Stadtwerke*|Engie|Enel|Iberdrola|Con Edison|PG&E|Duke Energy|Thames Water|Severn Trent
HMRC|IRS^|DVLA|NHS|Home Office|Border Force|US Customs|CBP^|TSA^|FBI^|DHS^|Ofcom|Ofgem|Citizens Advice|Trading Standards|Better Business Bureau|BBB^|FTC^|FCA^|Financial Ombudsman|Companies House|Jobcentre|Finanzamt|Bundesnetzagentur|Verbraucherzentrale|Stiftung Warentest|European Commission|World Health Organization|WHO^|United Nations|UNICEF|Red Cross
国税局|市场监督管理局|消协|消费者协会|工信部|中国海关|海关总署|银监会|银保监会|国家税务总局|出入境管理局|国家外汇管理局|卫健委|黑猫投诉|12315*|红十字会|中消协
Deloitte|德勤|KPMG|毕马威|PwC|普华永道|Ernst & Young|安永|McKinsey|麦肯锡|Accenture|埃森哲|Airbus~|空中客车|空客|Boeing~|波音|General Electric|GE^|通用电气|3M|Johnson & Johnson|强生|Pfizer|辉瑞|Novartis|诺华|Roche*|罗氏|Bayer*|拜耳|Merck|默沙东|AstraZeneca|阿斯利康|BASF|巴斯夫|BBC^|CNN^|New York Times|Financial Times|Reuters|路透社|新华社|人民日报|央视|中央电视台
万科|恒大|碧桂园|保利|龙湖|绿城|万达|万达影城|华润|中粮|伊利|蒙牛|光明乳业|农夫山泉|娃哈哈|康师傅|统一企业|双汇|茅台|五粮液|青岛啤酒|同仁堂|云南白药|片仔癀|富士康|宁德时代|京东方|格兰仕|立白|蓝月亮|周大福|周生生|老凤祥|六福珠宝|国药|老百姓大药房|大参林|益丰大药房|一心堂
The Guardian|Carphone Warehouse|Premier League|Manchester United|Real Madrid|Lego*|乐高|Mattel|Hasbro|Steelcase|Herman Miller|Samsonite|新秀丽|Rimowa|Tumi|Osprey Packs|Deuter|Mammut*|Vaude|Arc'teryx|始祖鸟|Gore-Tex*|Victorinox|Moleskine|Penguin Random House|Audible|Kobo*|Duolingo|多邻国|Udemy|Coursera|Khan Academy
`
