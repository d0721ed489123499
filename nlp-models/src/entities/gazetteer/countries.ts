/**
 * Countries, territories and parts of the world, from general knowledge. One a line, its names separated by `|`.
 * `*` behind a name: also an ordinary word or a first name, a place only in context. `^`: only in capitals.
 */
export const COUNTRIES = `
Afghanistan|阿富汗
Albania|阿尔巴尼亚
Algeria|阿尔及利亚
Andorra|安道尔
Angola|安哥拉
Argentina|阿根廷
Armenia|亚美尼亚
Aruba|阿鲁巴
Australia|澳大利亚|澳洲
Austria|奥地利
Azerbaijan|阿塞拜疆
Bahamas|巴哈马
Bahrain|巴林
Bangladesh|孟加拉国|孟加拉
Barbados|巴巴多斯
Belarus|白俄罗斯
Belgium|比利时
Belize|伯利兹
Benin|贝宁
Bermuda*|百慕大
Bhutan|不丹
Bolivia|玻利维亚
Bosnia and Herzegovina|Bosnia|波黑|波斯尼亚
Botswana|博茨瓦纳
Brazil|Brasil|巴西
Brunei|文莱
Bulgaria|保加利亚
Burkina Faso|布基纳法索
Burundi|布隆迪
Cambodia|柬埔寨
Cameroon|喀麦隆
Canada|加拿大
Cape Verde|佛得角
Cayman Islands|开曼群岛
Central African Republic|中非共和国
Chad*|乍得
Chile|智利
China*|Mainland China|PRC^|People's Republic of China|中国|中国大陆|中华人民共和国
Colombia|哥伦比亚
Comoros|科摩罗
Congo|DR Congo|Democratic Republic of the Congo|刚果|刚果金
Costa Rica|哥斯达黎加
Croatia|克罗地亚
Cuba|古巴
Curacao|库拉索
Cyprus|塞浦路斯
Czech Republic|Czechia|捷克|捷克共和国
Denmark|丹麦
Djibouti|吉布提
Dominica|多米尼克
Dominican Republic|多米尼加
East Timor|Timor-Leste|东帝汶
Ecuador|厄瓜多尔
Egypt|埃及
El Salvador|萨尔瓦多
England|英格兰
Equatorial Guinea|赤道几内亚
Eritrea|厄立特里亚
Estonia|爱沙尼亚
Eswatini|Swaziland|斯威士兰
Ethiopia|埃塞俄比亚
Falkland Islands
Faroe Islands|法罗群岛
Fiji|斐济
Finland|芬兰
France|法国
French Guiana|法属圭亚那
French Polynesia
Gabon|加蓬
Gambia|冈比亚
Georgia*|格鲁吉亚
Germany|Deutschland|德国
Ghana|加纳
Gibraltar|直布罗陀
Great Britain|Britain|大不列颠
Greece|希腊
Greenland|格陵兰
Grenada|格林纳达
Guadeloupe
Guam|关岛
Guatemala|危地马拉
Guernsey
Guinea*|几内亚
Guinea-Bissau|几内亚比绍
Guyana|圭亚那
Haiti|海地
Honduras|洪都拉斯
Hungary|匈牙利
Iceland*|冰岛
India|印度
Indonesia|印度尼西亚|印尼
Iran|伊朗
Iraq|伊拉克
Ireland|Republic of Ireland|爱尔兰
Isle of Man
Israel|以色列
Italy|Italia|意大利
Ivory Coast|科特迪瓦
Jamaica|牙买加
Japan|日本
Jersey*
Jordan*|约旦
Kazakhstan|哈萨克斯坦
Kenya|肯尼亚
Kiribati|基里巴斯
Kosovo|科索沃
Kuwait|科威特
Kyrgyzstan|吉尔吉斯斯坦
Laos|老挝
Latvia|拉脱维亚
Lebanon|黎巴嫩
Lesotho|莱索托
Liberia|利比里亚
Libya|利比亚
Liechtenstein|列支敦士登
Lithuania|立陶宛
Luxembourg|Luxemburg|卢森堡
Macedonia|North Macedonia|北马其顿|马其顿
Madagascar|马达加斯加
Malawi|马拉维
Malaysia|马来西亚
Maldives|马尔代夫
Mali*|马里*
Malta|马耳他
Martinique
Mauritania|毛里塔尼亚
Mauritius|毛里求斯
Mexico|墨西哥
Micronesia|密克罗尼西亚
Moldova|摩尔多瓦
Monaco|摩纳哥
Mongolia|蒙古国|外蒙古
Montenegro|黑山共和国
Morocco|摩洛哥
Mozambique|莫桑比克
Myanmar|Burma|缅甸
Namibia|纳米比亚
Nauru|瑙鲁
Nepal|尼泊尔
Netherlands|Holland*|荷兰
New Caledonia
New Zealand|Aotearoa|新西兰|纽西兰
Nicaragua|尼加拉瓜
Niger|尼日尔
Nigeria|尼日利亚
North Korea|朝鲜
Northern Ireland|北爱尔兰
Norway|挪威
Oman|阿曼
Pakistan|巴基斯坦
Palau|帕劳
Palestine|巴勒斯坦
Panama*|巴拿马
Papua New Guinea|巴布亚新几内亚
Paraguay|巴拉圭
Peru|秘鲁
Philippines|菲律宾
Poland|Polska|波兰
Portugal|葡萄牙
Puerto Rico|波多黎各
Qatar|卡塔尔
Reunion Island
Romania|罗马尼亚
Russia|Russian Federation|俄罗斯|俄国
Rwanda|卢旺达
Samoa|萨摩亚
San Marino|圣马力诺
Saudi Arabia|Saudi|沙特阿拉伯|沙特
Scotland|苏格兰
Senegal|塞内加尔
Serbia|塞尔维亚
Seychelles|塞舌尔
Sierra Leone|塞拉利昂
Singapore|新加坡
Slovakia|斯洛伐克
Slovenia|斯洛文尼亚
Solomon Islands|所罗门群岛
Somalia|索马里
South Africa|南非
South Korea|Korea|Republic of Korea|韩国|南韩
South Sudan|南苏丹
Spain|España|西班牙
Sri Lanka|斯里兰卡
Sudan|苏丹*
Suriname|苏里南
Sweden|Sverige|瑞典
Switzerland|Schweiz|Suisse|瑞士
Syria|叙利亚
Taiwan|台湾|臺灣
Tajikistan|塔吉克斯坦
Tanzania|坦桑尼亚
Thailand|泰国
Togo|多哥
Tonga|汤加
Trinidad and Tobago|Trinidad|特立尼达和多巴哥
Tunisia|突尼斯
Turkey*|Türkiye|Turkiye|土耳其
Turkmenistan|土库曼斯坦
Uganda|乌干达
Ukraine|乌克兰
United Arab Emirates|UAE|U.A.E.|阿联酋|阿拉伯联合酋长国
United Kingdom|UK|U.K.|英国|联合王国
United States of America|United States|the States*|USA|U.S.A.|US^|U.S.|America|美国|美利坚
Uruguay|乌拉圭
Uzbekistan|乌兹别克斯坦
Vanuatu|瓦努阿图
Vatican|Vatican City|梵蒂冈
Venezuela|委内瑞拉
Vietnam|Viet Nam|越南
Wales|威尔士
Yemen|也门
Zambia|赞比亚
Zimbabwe|津巴布韦
Europe|European Union|EU^|欧洲|欧盟
Asia*|Southeast Asia|South East Asia|亚洲|东南亚
Africa|非洲
North America|北美|北美洲
South America|Latin America|南美|南美洲|拉美
Oceania|大洋洲
Middle East|中东
Scandinavia|北欧
`
