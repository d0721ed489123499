/**
 * Large and well-known cities outside China, from general knowledge. One a line, its names separated by `|`; marks
 * as in `countries.ts`.
 */
export const WORLD_CITIES = `
London|伦敦
Birmingham|伯明翰
Manchester|曼彻斯特
Liverpool|利物浦
Leeds|利兹
Sheffield|谢菲尔德
Bristol|布里斯托
Newcastle|Newcastle upon Tyne|纽卡斯尔
Nottingham|诺丁汉
Leicester|莱斯特
Coventry|考文垂
Southampton|南安普顿
Portsmouth|朴茨茅斯
Plymouth|普利茅斯
Brighton|布莱顿
Reading*|雷丁
Oxford*|牛津
Cambridge*|剑桥
York*
Bath*
Exeter|埃克塞特
Norwich
Derby*
Stoke-on-Trent|Stoke
Wolverhampton
Hull*
Bradford
Sunderland
Swansea
Cardiff|卡迪夫
Newport
Edinburgh|爱丁堡
Glasgow|格拉斯哥
Aberdeen|阿伯丁
Dundee
Inverness
Stirling
Perth|珀斯
Belfast|贝尔法斯特
Londonderry
Milton Keynes
Luton
Watford
Slough
Swindon
Bournemouth
Poole
Ipswich
Colchester
Peterborough
Northampton
Cheltenham
Gloucester
Worcester
Lincoln*
Lancaster
Preston*
Blackpool
Bolton
Stockport
Oldham
Huddersfield
Wakefield
Middlesbrough
Durham
Carlisle
Chester*
Canterbury
Guildford
Croydon
Wimbledon
Dublin|都柏林
Cork*
Galway
Limerick*
Waterford
Paris|巴黎
Marseille|Marseilles|马赛
Lyon|Lyons|里昂
Toulouse|图卢兹
Nice*|尼斯
Nantes|南特
Strasbourg|斯特拉斯堡
Montpellier|蒙彼利埃
Bordeaux*|波尔多
Lille|里尔
Rennes
Reims
Grenoble
Dijon
Rouen
Avignon|阿维尼翁
Cannes|戛纳
Calais
Le Havre
Tours*
Metz
Versailles|凡尔赛
Berlin|柏林
Hamburg|汉堡*
Munich|München|Muenchen|慕尼黑
Cologne*|Köln|Koeln|科隆
Frankfurt|Frankfurt am Main|法兰克福
Stuttgart|斯图加特
Düsseldorf|Duesseldorf|杜塞尔多夫
Leipzig|莱比锡
Dortmund|多特蒙德
Essen*|埃森
Bremen|不来梅
Dresden|德累斯顿
Hanover|Hannover|汉诺威
Nuremberg|Nürnberg|Nuernberg|纽伦堡
Duisburg|杜伊斯堡
Bochum
Wuppertal
Bielefeld
Bonn|波恩
Münster|Muenster|明斯特
Karlsruhe|卡尔斯鲁厄
Mannheim|曼海姆
Augsburg|奥格斯堡
Wiesbaden
Mainz|美因茨
Aachen|亚琛
Kiel
Lübeck|吕贝克
Rostock
Freiburg|弗莱堡
Heidelberg|海德堡
Potsdam|波茨坦
Erfurt
Kassel
Magdeburg
Regensburg
Würzburg
Ulm|乌尔姆
Wolfsburg|沃尔夫斯堡
Vienna|Wien|维也纳
Graz
Linz
Salzburg|萨尔茨堡
Innsbruck|因斯布鲁克
Zurich|Zürich|Zuerich|苏黎世
Geneva|Genève|Genf|日内瓦
Basel|巴塞尔
Bern|Berne|伯尔尼
Lausanne|洛桑
Lucerne|Luzern|卢塞恩
Lugano
St. Gallen|St Gallen
Winterthur
Madrid|马德里
Barcelona|巴塞罗那
Valencia|瓦伦西亚
Seville|Sevilla|塞维利亚
Zaragoza
Malaga|Málaga|马拉加
Bilbao|毕尔巴鄂
Granada|格拉纳达
Alicante
Cordoba
Murcia
Palma
San Sebastian
Lisbon|Lisboa|里斯本
Porto|波尔图
Faro
Braga
Coimbra
Rome*|Roma*|罗马
Milan|Milano|米兰
Naples|Napoli|那不勒斯
Turin|Torino|都灵
Florence*|Firenze|佛罗伦萨
Venice|Venezia|威尼斯
Bologna|博洛尼亚
Genoa|Genova|热那亚
Palermo|巴勒莫
Verona*|维罗纳
Pisa|比萨
Siena
Bari
Catania
Trieste
Padua
Bergamo
Amsterdam|阿姆斯特丹
Rotterdam|鹿特丹
The Hague|Den Haag|海牙
Utrecht|乌得勒支
Eindhoven|埃因霍温
Groningen
Maastricht
Leiden|莱顿
Haarlem
Delft
Brussels|Bruxelles|布鲁塞尔
Antwerp|Antwerpen|安特卫普
Ghent|Gent*|根特
Bruges|Brugge|布鲁日
Liège|Liege
Leuven
Copenhagen|København|哥本哈根
Aarhus
Odense
Aalborg
Stockholm|斯德哥尔摩
Gothenburg|Göteborg|哥德堡
Malmö|马尔默
Uppsala
Oslo|奥斯陆
Bergen|卑尔根
Trondheim
Stavanger
Tromsø
Helsinki|赫尔辛基
Espoo
Tampere
Turku
Oulu
Reykjavik|雷克雅未克
Tallinn|塔林
Riga|里加
Vilnius|维尔纽斯
Kaunas
Warsaw|Warszawa|华沙
Krakow|Kraków|Cracow|克拉科夫
Gdansk|格但斯克
Wroclaw
Poznan
Lodz
Katowice
Szczecin
Lublin
Prague|Praha|布拉格
Brno
Ostrava
Pilsen
Bratislava|布拉迪斯拉发
Budapest|布达佩斯
Debrecen
Bucharest|布加勒斯特
Cluj|Cluj-Napoca
Timisoara
Sofia*|索非亚
Plovdiv
Varna
Belgrade|贝尔格莱德
Novi Sad
Zagreb|萨格勒布
Split*
Dubrovnik|杜布罗夫尼克
Ljubljana|卢布尔雅那
Sarajevo|萨拉热窝
Skopje
Tirana
Podgorica
Pristina
Athens|雅典
Thessaloniki
Patras
Istanbul|伊斯坦布尔
Ankara|安卡拉
Izmir|伊兹密尔
Antalya|安塔利亚
Bursa
Adana
Cappadocia|卡帕多奇亚
Nicosia
Limassol
Larnaca
Valletta
Moscow|莫斯科
Saint Petersburg|St Petersburg|St. Petersburg|圣彼得堡
Novosibirsk|新西伯利亚
Yekaterinburg
Kazan
Vladivostok|符拉迪沃斯托克|海参崴
Sochi
Kyiv|Kiev|基辅
Kharkiv
Odesa|Odessa|敖德萨
Lviv
Minsk
Chisinau
Tbilisi|第比利斯
Yerevan
Baku|巴库
Almaty|阿拉木图
Astana
Tashkent|塔什干
Samarkand
Bishkek
Dushanbe
Ulaanbaatar|Ulan Bator|乌兰巴托
New York|New York City|NYC|纽约
Manhattan|曼哈顿
Brooklyn*|布鲁克林
Queens*
Bronx
Los Angeles|LA^|L.A.|洛杉矶
Chicago|芝加哥
Houston*|休斯敦|休斯顿
Phoenix*
Philadelphia|费城
San Antonio|圣安东尼奥
San Diego|圣地亚哥
Dallas*|达拉斯
San Jose|圣何塞
Austin*|奥斯汀
Jacksonville
Fort Worth
Columbus
Charlotte*
Indianapolis|印第安纳波利斯
San Francisco|旧金山|三藩市
Seattle|西雅图
Denver|丹佛
Washington*|Washington DC|Washington D.C.|华盛顿
Boston|波士顿
El Paso
Nashville|纳什维尔
Detroit|底特律
Oklahoma City
Portland|波特兰
Las Vegas|Vegas|拉斯维加斯
Memphis|孟菲斯
Louisville
Baltimore|巴尔的摩
Milwaukee|密尔沃基
Albuquerque
Tucson
Fresno
Sacramento|萨克拉门托
Kansas City|堪萨斯城
Mesa*
Atlanta|亚特兰大
Omaha
Colorado Springs
Raleigh
Miami|迈阿密
Long Beach
Virginia Beach
Oakland|奥克兰
Minneapolis
Tulsa
Tampa|坦帕
New Orleans|新奥尔良
Cleveland|克利夫兰
Honolulu|檀香山|火奴鲁鲁
Orlando*|奥兰多
Cincinnati|辛辛那提
Pittsburgh|匹兹堡
St. Louis|St Louis|Saint Louis|圣路易斯
Buffalo*|布法罗
Salt Lake City|盐湖城
Anaheim
Irvine|尔湾
Pasadena
Berkeley|伯克利
Palo Alto
Cupertino|库比蒂诺
Mountain View
Richmond*
Reno
Boise
Spokane
Tacoma
Savannah*
Charleston
Anchorage
Hartford
Providence*
Rochester
Syracuse
Albany
Newark
Jersey City
Hoboken
Madison*
Ann Arbor
Des Moines
Little Rock
Baton Rouge
Fort Lauderdale
Toronto|多伦多
Montreal|Montréal|蒙特利尔
Vancouver|温哥华
Calgary|卡尔加里
Edmonton|埃德蒙顿
Ottawa|渥太华
Winnipeg|温尼伯
Quebec City|魁北克城
Hamilton*|汉密尔顿
Halifax|哈利法克斯
Mississauga
Saskatoon
Regina*
Mexico City|墨西哥城
Guadalajara|瓜达拉哈拉
Monterrey|蒙特雷
Cancun|Cancún|坎昆
Tijuana|蒂华纳
Puebla
Guatemala City
San Salvador
Tegucigalpa
Managua
Panama City|巴拿马城
Havana|哈瓦那
Kingston|金斯敦
Santo Domingo
San Juan|圣胡安
Bogota|Bogotá|波哥大
Medellin|Medellín|麦德林
Cali
Cartagena
Caracas|加拉加斯
Quito|基多
Guayaquil
Lima*|利马
Cusco
La Paz
Santiago*|Santiago de Chile
Valparaiso
Buenos Aires|布宜诺斯艾利斯
Rosario
Mendoza
Montevideo|蒙得维的亚
Asuncion
Sao Paulo|São Paulo|圣保罗
Rio de Janeiro|Rio*|里约热内卢|里约
Brasilia|巴西利亚
Salvador*
Fortaleza
Belo Horizonte
Curitiba
Porto Alegre
Recife
Manaus
Tokyo|东京|東京
Osaka|大阪
Kyoto|京都
Yokohama|横滨
Nagoya|名古屋
Kobe*|神户
Fukuoka|福冈
Sapporo|札幌
Hiroshima|广岛
Sendai|仙台
Nara|奈良
Nagasaki|长崎
Kawasaki*|川崎*
Saitama|埼玉
Chiba|千叶
Kagoshima|鹿儿岛
Kumamoto|熊本
Okayama|冈山
Hakodate|函馆
Seoul|首尔|汉城
Busan|釜山
Incheon|仁川
Daegu|大邱
Daejeon
Gwangju|光州
Suwon|水原
Pyongyang|平壤
Singapore City
Kuala Lumpur|KL^|吉隆坡
George Town
Johor Bahru|新山
Malacca|Melaka|马六甲
Kota Kinabalu
Ipoh|怡保
Bangkok|曼谷
Chiang Mai|清迈
Pattaya|芭提雅|芭堤雅
Hanoi|河内
Ho Chi Minh City|Saigon|胡志明市|胡志明|西贡
Da Nang|Danang|岘港
Nha Trang|芽庄
Hue*
Phnom Penh|金边*
Siem Reap|暹粒
Vientiane|万象
Luang Prabang
Yangon|仰光
Mandalay
Jakarta|雅加达
Surabaya|泗水
Bandung|万隆
Medan|棉兰
Yogyakarta|日惹
Denpasar
Manila|马尼拉
Cebu|宿务
Davao
Quezon City
Makati
Delhi|New Delhi|德里|新德里
Mumbai|Bombay|孟买
Bangalore|Bengaluru|班加罗尔
Hyderabad|海得拉巴
Chennai|Madras|金奈
Kolkata|Calcutta|加尔各答
Pune|浦那
Ahmedabad
Jaipur|斋浦尔
Surat
Lucknow
Kanpur
Nagpur
Indore
Kochi
Chandigarh
Gurgaon|Gurugram
Noida
Agra|阿格拉
Varanasi
Karachi|卡拉奇
Lahore|拉合尔
Islamabad|伊斯兰堡
Rawalpindi
Peshawar
Dhaka|达卡
Chittagong
Colombo|科伦坡
Kandy
Kathmandu|加德满都
Thimphu
Kabul|喀布尔
Tehran|德黑兰
Isfahan
Shiraz*
Baghdad|巴格达
Basra
Erbil
Kuwait City
Riyadh|利雅得
Jeddah|吉达
Mecca|麦加
Medina|麦地那
Dammam
Dubai|迪拜
Abu Dhabi|阿布扎比
Sharjah
Doha|多哈
Manama
Muscat|马斯喀特
Sanaa
Amman|安曼
Beirut|贝鲁特
Damascus|大马士革
Aleppo
Jerusalem|耶路撒冷
Tel Aviv|特拉维夫
Haifa|海法
Gaza
Ramallah
Cairo|开罗
Alexandria*|亚历山大港
Giza
Luxor
Casablanca|卡萨布兰卡
Marrakech|Marrakesh|马拉喀什
Rabat
Fez*
Tangier
Algiers|阿尔及尔
Oran
Tunis
Tripoli
Khartoum
Addis Ababa|亚的斯亚贝巴
Nairobi|内罗毕
Mombasa
Kampala
Kigali
Dar es Salaam|达累斯萨拉姆
Lusaka
Harare
Johannesburg|约翰内斯堡
Cape Town|开普敦
Durban|德班
Pretoria
Port Elizabeth
Windhoek
Gaborone
Maputo
Luanda
Kinshasa
Lagos|拉各斯
Abuja
Kano
Ibadan
Port Harcourt
Accra|阿克拉
Kumasi
Abidjan
Dakar|达喀尔
Bamako
Ouagadougou
Douala
Yaounde
Antananarivo
Port Louis
Sydney*|悉尼
Melbourne|墨尔本
Brisbane|布里斯班
Adelaide*|阿德莱德
Canberra|堪培拉
Gold Coast|黄金海岸
Darwin*
Hobart
Cairns|凯恩斯
Wollongong
Geelong
Auckland
Wellington*|惠灵顿
Christchurch|基督城
Dunedin
Queenstown|皇后镇
Suva
Port Moresby
Timbuktu
Sharm el Sheikh
Hurghada
Benidorm
Marbella
Salou
Rimini
Sorrento
Positano
Bodrum
Fethiye
Zermatt
Davos|达沃斯
Chamonix
Aspen*
`
