/**
 * States, provinces and other regions outside China, from general knowledge. One a line, its names separated by
 * `|`; marks as in `countries.ts`.
 */
export const REGIONS = `
Alabama|阿拉巴马州|亚拉巴马州
Alaska|阿拉斯加
Arizona|亚利桑那州|亚利桑那
Arkansas|阿肯色州
California|加利福尼亚|加州|加利福尼亚州
Colorado|科罗拉多州|科罗拉多
Connecticut|康涅狄格州
Delaware|特拉华州
Florida|佛罗里达|佛罗里达州|佛州
Hawaii|夏威夷
Idaho|爱达荷州
Illinois|伊利诺伊州
Indiana*|印第安纳州
Iowa|艾奥瓦州
Kansas|堪萨斯州
Kentucky|肯塔基州
Louisiana|路易斯安那州
Maine|缅因州
Maryland|马里兰州|马里兰
Massachusetts|麻省|马萨诸塞州
Michigan|密歇根州|密歇根
Minnesota|明尼苏达州
Mississippi|密西西比州
Missouri|密苏里州
Montana*|蒙大拿州
Nebraska|内布拉斯加州
Nevada|内华达州
New Hampshire|新罕布什尔州
New Jersey|新泽西|新泽西州
New Mexico|新墨西哥州
New York State|纽约州
North Carolina|北卡罗来纳州|北卡
North Dakota|北达科他州
Ohio|俄亥俄州
Oklahoma|俄克拉荷马州
Oregon|俄勒冈州
Pennsylvania|宾夕法尼亚州|宾州
Rhode Island|罗得岛州
South Carolina|南卡罗来纳州|南卡
South Dakota|南达科他州
Tennessee|田纳西州
Texas|德克萨斯州|得克萨斯州|得州
Utah|犹他州
Vermont|佛蒙特州
Virginia*|弗吉尼亚州
West Virginia|西弗吉尼亚州
Washington State|华盛顿州
Wisconsin|威斯康星州
Wyoming|怀俄明州
Silicon Valley|硅谷
Bay Area
Long Island|长岛
New England
Ontario|安大略省|安大略
Quebec|魁北克
British Columbia|不列颠哥伦比亚省|BC省
Alberta*|阿尔伯塔省
Manitoba
Saskatchewan
Nova Scotia
New Brunswick
Newfoundland
Prince Edward Island
Yukon
New South Wales|NSW^|新南威尔士
Queensland|昆士兰
Victoria*|维多利亚州
Tasmania|塔斯马尼亚
South Australia
Western Australia
Northern Territory
Bavaria|Bayern|巴伐利亚
Saxony|萨克森
Lower Saxony
Hesse|Hessen|黑森州
Brandenburg|勃兰登堡
Thuringia|图林根
North Rhine-Westphalia|北威州
Baden-Württemberg|巴登符腾堡
Rhineland-Palatinate
Saarland
Schleswig-Holstein
Mecklenburg
Westphalia
Tyrol
Carinthia
Styria
Provence|普罗旺斯
Normandy|诺曼底
Brittany*
Burgundy*
Alsace|阿尔萨斯
Corsica|科西嘉
Occitanie
Ile-de-France
Catalonia|Catalunya|加泰罗尼亚
Andalusia|安达卢西亚
Galicia
Basque Country
Canary Islands|加那利群岛
Balearic Islands
Mallorca|Majorca|马略卡岛
Ibiza|伊维萨岛
Tenerife
Gran Canaria
Lanzarote
Tuscany|Toscana|托斯卡纳
Lombardy|伦巴第
Sicily|Sicilia|西西里
Sardinia|撒丁岛
Veneto
Piedmont
Umbria
Liguria
Calabria
Puglia
South Tyrol
Flanders|弗拉芒
Wallonia
Zeeland
Friesland
North Brabant
North Holland
South Holland
Gelderland
Crete|克里特岛
Rhodes*
Corfu
Santorini|圣托里尼
Mykonos
Madeira
Azores
Algarve
Silesia
Mazovia
Transylvania|特兰西瓦尼亚
Crimea|克里米亚
Siberia|西伯利亚
Anatolia
Yorkshire|约克郡
Lancashire
Cornwall|康沃尔
Devon*
Dorset
Somerset
Kent*
Essex
Surrey
Sussex
East Sussex
West Sussex
Norfolk
Suffolk
Cumbria
Northumberland
Hampshire
Berkshire
Oxfordshire
Cambridgeshire
Hertfordshire
Buckinghamshire
Bedfordshire
Gloucestershire
Worcestershire
Warwickshire
Leicestershire
Nottinghamshire
Derbyshire
Staffordshire
Cheshire
Merseyside
Shropshire
Wiltshire
Northamptonshire
Lincolnshire
County Durham
Midlands
West Midlands
Isle of Wight
Orkney
Shetland
Aberdeenshire
Fife
Ulster
Leinster
Munster
Connacht
Kerry*
Donegal
Punjab|旁遮普
Gujarat|古吉拉特
Kerala|喀拉拉邦
Maharashtra
Karnataka
Tamil Nadu
Rajasthan
West Bengal
Uttar Pradesh
Telangana
Goa|果阿
Kashmir*|克什米尔
Bali|巴厘岛
Java*|爪哇
Sumatra|苏门答腊
Borneo|婆罗洲
Phuket|普吉岛|普吉
Penang|槟城
Sabah|沙巴
Sarawak|砂拉越
Johor|柔佛
Jeju|济州岛|济州
Boracay|长滩岛
Langkawi|兰卡威
Koh Samui|苏梅岛
Hokkaido|北海道
Okinawa|冲绳
Kyushu|九州岛
Honshu|本州岛
Shikoku|四国岛
Kansai|关西
Kanto
Anatolia
Patagonia|巴塔哥尼亚
Yucatan
Jalisco
Sinai
Zanzibar
`
