const words = {
  en: {
    skip: 'Skip to products',
    departments: 'Departments',
    packs: 'Packs',
    shelter: 'Shelter',
    kitchen: 'Camp kitchen',
    shopAs: 'Shop as',
    language: 'Language',
    eyebrow: 'Autumn collection',
    heroTitle: 'Made for weather that changes its mind.',
    heroLead: 'Packs, shelter and camp gear that we repair for as long as you use them.',
    browse: 'Browse the collection',
    ask: 'Ask us anything',
    favourites: 'This season’s favourites',
    shipping: 'Free returns within 30 days',
    service: 'Service',
    promise1: 'Repaired for life',
    promise1Text: 'Send it in, we mend it. No receipt needed.',
    promise2: 'Two-day delivery',
    promise2Text: 'Ordered before three, on its way the same day.',
    promise3: 'Help at any hour',
    promise3Text: 'Our assistant answers at once, people by day.',
    footer: 'Northwind Outfitters is the made-up shop of Parley’s demo. Nothing here is for sale.',
    guest: 'Guest',
  },
  zh: {
    skip: '跳到商品',
    departments: '分类',
    packs: '背包',
    shelter: '帐篷',
    kitchen: '露营厨具',
    shopAs: '购物身份',
    language: '语言',
    eyebrow: '秋季新品',
    heroTitle: '为多变的天气而生',
    heroLead: '背包、帐篷与露营装备，用多久，我们就修多久。',
    browse: '浏览新品',
    ask: '咨询客服',
    favourites: '本季热门',
    shipping: '30 天内免费退货',
    service: '服务',
    promise1: '终身维修',
    promise1Text: '寄来即修，无需凭证。',
    promise2: '两日送达',
    promise2Text: '下午三点前下单，当天发货。',
    promise3: '随时为您服务',
    promise3Text: '智能助手即时回复，白天有人工客服。',
    footer: '北风户外是 Parley 演示用的虚构商店，商品均不出售。',
    guest: '游客',
  },
}

const products = [
  {
    en: ['Ridgeline 45', 'Trekking pack, 45 l'],
    zh: ['山脊 45', '徒步背包，45 升'],
    price: 189,
    picture:
      '<path class="b" d="M38 34c0-12 9-20 22-20s22 8 22 20v48H38Z"/><path class="a" d="M34 48h52v38H34Z"/><path d="M46 14c0-6 28-6 28 0M44 62h32M52 48V34M68 48V34"/><rect class="c" x="50" y="66" width="20" height="14" rx="3"/>',
  },
  {
    en: ['Lowland 2', 'Tent for two, 1.9 kg'],
    zh: ['低地 2', '双人帐篷，1.9 公斤'],
    price: 349,
    picture:
      '<path class="a" d="M8 80 58 20l54 60Z"/><path class="c" d="m58 20 14 60H44Z"/><path d="M58 20v60M4 80h112M8 80l-4 6M112 80l4 6"/>',
  },
  {
    en: ['Ember stove', 'Gas stove with windshield'],
    zh: ['余烬炉', '带挡风板的气炉'],
    price: 64,
    picture:
      '<path class="b" d="M40 52h40v30a6 6 0 0 1-6 6H46a6 6 0 0 1-6-6Z"/><path d="M30 52h60M36 44h48M60 88v4"/><path class="a" d="M60 16c8 8 12 13 12 19a12 12 0 0 1-24 0c0-6 6-9 12-19Z"/>',
  },
  {
    en: ['Fjord bottle', 'Steel, keeps warm for 18 h'],
    zh: ['峡湾保温瓶', '不锈钢，保温 18 小时'],
    price: 32,
    picture:
      '<path class="c" d="M46 36h28v46a8 8 0 0 1-8 8H54a8 8 0 0 1-8-8Z"/><path class="b" d="M50 22h20v14H50Z"/><path d="M54 12h12v10H54ZM46 56h28"/>',
  },
  {
    en: ['Tarn lantern', 'Rechargeable, 320 lm'],
    zh: ['湖光营灯', '可充电，320 流明'],
    price: 48,
    picture:
      '<path class="a" d="M42 34h36l-6-14H48Z"/><path class="d" d="M44 34h32v38H44Z"/><path class="b" d="M38 72h44v14H38Z"/><path d="M48 20c0-14 24-14 24 0M60 44v16M52 48v8M68 48v8"/>',
  },
  {
    en: ['Moss pad', 'Sleeping pad, R 4.5'],
    zh: ['苔原睡垫', '防潮垫，R 值 4.5'],
    price: 119,
    picture:
      '<path class="b" d="M22 34h62a13 13 0 0 1 0 26H22Z"/><circle class="c" cx="84" cy="47" r="13"/><circle cx="84" cy="47" r="5"/><path d="M22 34a13 13 0 0 0 0 26M34 60v14h48M34 34v26M50 34v26M66 34v26"/>',
  },
  {
    en: ['Gale shell', 'Rain jacket, three layers'],
    zh: ['疾风冲锋衣', '三层防雨外套'],
    price: 259,
    picture:
      '<path class="a" d="M44 20h32l22 16-9 16-9-5v43H40V47l-9 5-9-16Z"/><path class="c" d="M44 20c2 12 30 12 32 0-6-8-26-8-32 0Z"/><path d="M60 30v60M46 62h8M66 62h8"/>',
  },
  {
    en: ['Scree boots', 'Mid-height, resoleable'],
    zh: ['碎石登山靴', '中帮，可换底'],
    price: 214,
    picture:
      '<path class="c" d="M34 18h26v32c14 4 34 8 38 22v8H34Z"/><path class="b" d="M30 80h70v9H30Z"/><path d="M60 28h-9M60 37h-9M60 46h-9M44 89v-4M58 89v-4M72 89v-4M86 89v-4"/>',
  },
]

/** The shoppers whom the server signs an identity for; names come with the identity. */
const shoppers = [
  { id: 'amelia', name: 'Amelia Whitfield' },
  { id: 'meiling', name: 'Chen Meiling' },
  { id: 'tomas', name: 'Tomas Novak' },
]

const grid = document.querySelector('#grid')
const select = document.querySelector('#shopper')

function parley(...call) {
  // The stub that the widget's loader picks up, whichever of the two scripts runs first.
  if (!window.Parley) {
    window.Parley = (...early) => window.Parley.q.push(early)
    window.Parley.q = []
  }
  window.Parley(...call)
}

function show(locale) {
  const t = words[locale]
  const money = new Intl.NumberFormat(locale === 'zh' ? 'zh-CN' : 'en-IE', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 0,
  })
  document.documentElement.lang = locale === 'zh' ? 'zh-CN' : 'en'
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t[node.dataset.t]
  for (const node of document.querySelectorAll('[data-t-label]'))
    node.setAttribute('aria-label', t[node.dataset.tLabel])
  for (const button of document.querySelectorAll('[data-locale][aria-pressed]')) {
    button.setAttribute('aria-pressed', String(button.dataset.locale === locale))
  }
  grid.innerHTML = products
    .map(
      (product) => `<li class="product">
        <svg viewBox="0 0 120 100" aria-hidden="true">${product.picture}</svg>
        <div class="about"><h3>${product[locale][0]}</h3><span class="price">${money.format(product.price)}</span>
        <p>${product[locale][1]}</p></div></li>`,
    )
    .join('')
  const chosen = select.value
  select.innerHTML = [{ id: '', name: t.guest }, ...shoppers]
    .map(({ id, name }) => `<option value="${id}">${name}</option>`)
    .join('')
  select.value = chosen
  remember('locale', locale)
}

async function signedIdentity(shopper) {
  const answer = await fetch(`/demo/identity/${encodeURIComponent(shopper)}`)
  if (!answer.ok) throw new Error(`identity: ${answer.status}`)
  return await answer.json()
}

async function shopAs(shopper) {
  remember('shopper', shopper)
  if (!shopper) {
    parley('identify', {})
    return
  }
  const { token, name } = await signedIdentity(shopper)
  // Somebody else may have been chosen while the answer was on its way.
  if (select.value !== shopper) return
  select.selectedOptions[0].textContent = name
  parley('identify', { token })
  // For whoever has to know that the chat is this shopper's from here on.
  select.dataset.identified = shopper
}

function remember(key, value) {
  try {
    sessionStorage.setItem(`northwind:${key}`, value)
  } catch {
    // A browser without storage forgets at the next page.
  }
}

function recall(key) {
  try {
    return sessionStorage.getItem(`northwind:${key}`) ?? ''
  } catch {
    return ''
  }
}

for (const button of document.querySelectorAll('[data-locale][aria-pressed]')) {
  button.addEventListener('click', () => {
    show(button.dataset.locale)
    parley('setLocale', button.dataset.locale)
  })
}
document.querySelector('#ask').addEventListener('click', () => parley('open'))
select.addEventListener('change', () => void shopAs(select.value).catch(() => undefined))

show(recall('locale') === 'zh' || (!recall('locale') && navigator.language.startsWith('zh')) ? 'zh' : 'en')
// An identity lives a day at most: the widget asks for a fresh one when its own is refused.
parley('on', 'token', async () => (select.value ? (await signedIdentity(select.value)).token : undefined))
if (recall('shopper')) {
  select.value = recall('shopper')
  void shopAs(select.value).catch(() => undefined)
}
