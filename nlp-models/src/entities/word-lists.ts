import * as flags from './flags.ts'
import { OTHER_CUES, ROLE_WORDS } from './name-cues.ts'

/** English words that extractors look for, with what they are; values of months, weekdays and numbers below. */
export const WORD_FLAGS: readonly (readonly [flag: number, words: string])[] = [
  [
    flags.DAY_WORD,
    'today tomorrow tmrw tmr tomorow tommorow tommorrow tomorrows yesterday yday yesteday tonight tonite next last this coming in a an day ' +
      'half first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth ' +
      'sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
  ],
  [flags.COUNT_WORD, 'a an half'],
  [flags.CLOCK_WORD, 'noon midday midnight half quarter a'],
  [
    flags.NAMING,
    'press dial day part act round stage season episode volume vol lesson exercise question hall ward bed dock pier stall booth studio slot shelf rack drawer lift elevator stairwell entrance door camera tab button key mode setting omega zone room rooms row rows steps pages gates sections items platforms floors seat seats gate platform house apt apartment flat unit suite floor level step error errors code codes version versions ' +
      'ver v model type chapter page number numbers no nr nos ext extension bus tram train flight terminal section option article order orders invoice ticket case reference ' +
      'ref id pin otp iban isbn imei ip account acct zip postcode postal plz box track channel class grade tier phase series gen generation mk serial ' +
      'sku barcode building block bay locker counter cabin aisle exit route highway chapter windows ios android iphone ipad galaxy pixel playstation ps office ' +
      'xbox macbook kindle airpods thinkpad lane line zone port postbox hotline call dial formula route player psn cloud catch area ' +
      'tracking parcel shipment batch lot policy contract customer password passcode passport article version build usb bluetooth hdmi wifi pcie figure table appendix paragraph clause state status http',
  ],
  [flags.TITLE, 'mr mrs ms miss dr prof professor mx herr frau monsieur madame sir'],
  [flags.ROLE, `${ROLE_WORDS} ${OTHER_CUES}`],
  [
    flags.DAY_UNIT,
    'day days week weeks month months year years fortnight fortnights hour hours hr hrs minute minutes min mins',
  ],
  [
    flags.PLACE_CUE,
    'in to from near via around within throughout across into outside visit visiting leaving leave live living reach towards toward through inside between of for at and or ' +
      'deliver ship ships shipping flight flights fly flying trip',
  ],
  [
    flags.COMPANY_CUE,
    'with by at from via to through using use and or than like of my your the for called said says say call contact vs',
  ],
  [
    flags.STREET,
    'street st road rd avenue ave lane ln drive dr way court ct close place pl square sq boulevard blvd terrace crescent gardens grove row park mews highway parkway hill walk ' +
      'rue calle via strasse platz weg allee straat laan quay wharf green mount rise parade view',
  ],
  [
    flags.UNIT,
    'k kg g gr mg cm mm m km l ml cl gb mb tb kb mbps gbps mbit gbit inch inches in ft lb lbs oz w kw kwh mah ah hz khz mhz ghz pcs pc stk h hr hrs min mins s sec secs d days x pack pk ' +
      'degrees mp mw bar psi',
  ],
  [
    flags.PARTICLE,
    'van von de der den da di del della la le bin ibn al el ter ten du dos das do st mac mc abu san',
  ],
  [
    flags.COMPANY_END,
    'ltd limited gmbh inc incorporated llc llp plc corp corporation ag sarl srl spa bv nv oy oyj ab kg ohg pty pte kk sas co company',
  ],
  [flags.URL_WORD, 'http https www'],
  [
    flags.CURRENCY,
    'eur euro euros usd us dollar dollars bucks buck gbp pound pounds quid pence cny rmb yuan yen jpy hkd hk chf franc francs cad aud nzd sgd sek nok dkk kr krona kronor krone kroner ' +
      'pln zloty zlotys czk huf forint try lira inr rs rupee rupees krw won thb baht twd ntd nt mxn peso pesos brl reais zar rand aed dirham dirhams sar riyal riyals rub ruble rubles rouble roubles ' +
      'ils shekel shekels myr ringgit idr rupiah php vnd dong cent cents c a s r nz hrk ron bgn isk mop uah p',
  ],
]

/** Months, weekdays and number words with their values. */
export const WORD_VALUES: readonly (readonly [flag: number, words: string])[] = [
  [
    flags.MONTH,
    'january:1 jan:1 february:2 feb:2 march:3 mar:3 april:4 apr:4 may:5 june:6 jun:6 july:7 jul:7 august:8 aug:8 september:9 sept:9 sep:9 october:10 oct:10 november:11 nov:11 ' +
      'december:12 dec:12 febuary:2 feburary:2 setpember:9 decemeber:12 novemeber:11 januray:1',
  ],
  [
    flags.WEEKDAY,
    'monday:1 mon:1 tuesday:2 tue:2 tues:2 wednesday:3 wed:3 weds:3 thursday:4 thu:4 thur:4 thurs:4 friday:5 fri:5 saturday:6 sat:6 sunday:7 sun:7 wensday:3 thurday:4',
  ],
  [
    flags.NUMERAL,
    'one:1 two:2 three:3 four:4 five:5 six:6 seven:7 eight:8 nine:9 ten:10 eleven:11 twelve:12 thirteen:13 fourteen:14 fifteen:15 sixteen:16 seventeen:17 eighteen:18 nineteen:19 twenty:20 ' +
      'thirty:30 forty:40 fourty:40 fifty:50 sixty:60 seventy:70 eighty:80 ninety:90',
  ],
  [
    flags.SCALE,
    'hundred:100 thousand:1000 million:1000000 billion:1000000000 bn:1000000000 mn:1000000 mio:1000000 grand:1000 dozen:12 k:1000',
  ],
]
