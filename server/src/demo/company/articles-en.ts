/** Answer of the demo company to each intent that has one: title and text. */
export const articlesEn: Readonly<Record<string, readonly [title: string, body: string]>> = {
  'order.cancel': [
    'Cancelling an order',
    'You can cancel as long as the order is still being prepared: open it under My account › Orders and choose Cancel. The money goes back the way you paid, usually within three working days. Once a parcel has left us, refuse it at the door or send it back within 30 days instead.',
  ],
  'order.change_address': [
    'Changing the delivery address',
    'While an order is being prepared, its address can be changed under My account › Orders › Delivery. After dispatch only the carrier can redirect the parcel; the link is in the dispatch e-mail. If neither works, a colleague here can try to stop it.',
  ],
  'order.change_items': [
    'Changing what you ordered',
    'An order cannot be edited once it is placed, because packing often starts within the hour. Cancel it while it is being prepared and order again, or keep it and send back what you do not want. Returns are free for 30 days.',
  ],
  'order.place_help': [
    'Placing an order',
    'Put what you like into the basket, choose a size, and go to checkout; an account is not needed. If the page refuses, check that the postcode fits the country and that no field is marked red. A colleague can also take the order for you here.',
  ],
  'order.missing_item': [
    'Something is missing from the parcel',
    'Large orders sometimes travel in two parcels, so please check the dispatch e-mail for a second tracking number first. If the item was listed as packed and is not there, tell us the order number: we send it again or refund it, whichever you prefer.',
  ],
  'order.wrong_item': [
    'You received the wrong item',
    'That is our mistake, and you pay nothing for it. Tell us the order number and what arrived; we send the right item at once and give you a free label for the wrong one.',
  ],
  'order.invoice': [
    'Invoices',
    'The invoice is in your account under My account › Orders › Invoice as a PDF, from the moment the parcel leaves. If you ordered as a guest, it came with the dispatch e-mail. To add a company name or tax number, write to us before the end of the month.',
  ],
  'delivery.time': [
    'How long delivery takes',
    'Within the EU and the UK parcels arrive two to four working days after dispatch, and orders placed before 14:00 leave the same day. Express arrives on the next working day. The expected day is shown with every order in your account.',
  ],
  'delivery.cost': [
    'What delivery costs',
    'Standard delivery costs €4.90 and is free from €75. Express costs €11.90. Sending something back is free within the EU and the UK.',
  ],
  'delivery.late': [
    'A parcel that is late',
    'I am sorry for the wait. Parcels sometimes rest a day or two between scans, so please give it two working days beyond the expected date. If nothing has moved by then, tell us the order number: we search with the carrier and send a replacement if the parcel stays lost.',
  ],
  'delivery.international': [
    'Delivery to other countries',
    'We deliver to the EU, the UK, Norway, Switzerland, the United States, Canada, Australia, Singapore and mainland China. Outside the EU it takes five to ten working days and costs €19. Duties and import tax are shown at checkout, so nothing is left to pay at the door.',
  ],
  'delivery.pickup': [
    'Picking up an order',
    'Choose Pick up in store at checkout: it is free and usually ready within two hours while the shop is open. You get a message when it waits for you, and we keep it for seven days. Please bring the order number and an ID.',
  ],
  'return.policy': [
    'Returns',
    'You have 30 days from delivery to send things back, unworn and with their tags. The return label is free within the EU and the UK. Gas cartridges, cut rope and worn underwear cannot come back.',
  ],
  'return.status': [
    'Where a return stands',
    'A return takes three to five working days to reach us and two more to be checked. You get an e-mail when it arrives and another when the refund is on its way. Both dates are also under My account › Returns.',
  ],
  'exchange.start': [
    'Exchanging something',
    'For another size or colour, start a return with the reason Exchange and choose the new one. We set it aside for you and send it as soon as the carrier has scanned your parcel, so there is hardly any wait. Exchanges are free within 30 days.',
  ],
  'refund.status': [
    'When the refund arrives',
    'We refund within two working days after the return has been checked. Cards and PayPal take another two to five days to show it, bank transfers up to seven. Gift cards are topped up at once.',
  ],
  'refund.duplicate_charge': [
    'Charged twice',
    'Two lines on the statement are usually one payment and one reservation that falls away by itself within five days. If both are booked for good, send us the order number and the two dates: we check it today and return the second one.',
  ],
  'payment.methods': [
    'Ways to pay',
    'We take Visa, Mastercard and American Express, PayPal, Apple Pay, Google Pay, Alipay, WeChat Pay and bank transfer. Within the EU you can also pay after delivery, within 30 days. Your card is charged only when the parcel leaves.',
  ],
  'payment.failed': [
    'A payment does not go through',
    'Most often the bank waits for a confirmation in its app, or the address differs from the one that the bank knows. Please check both and try again; the basket is kept. Nothing is charged by a failed attempt, although a reservation may show for a few days.',
  ],
  'payment.gift_card': [
    'Gift cards',
    'Enter the code in the last step of the checkout; what is left stays on the card for three years. You can see the balance under Gift cards at the bottom of every page. Gift cards cannot be paid out in cash.',
  ],
  'promo.code': [
    'Discount codes',
    'Type the code into the field under the basket before paying; one code counts for each order. It does not work on gift cards or on items that are already reduced. If it is refused, check its last day and the smallest amount, both stand in the e-mail that it came in.',
  ],
  'price.match': [
    'Found it cheaper',
    'If another shop in the same country has the same item in the same size in stock for less, we match its price, up to 14 days after you bought from us. Send us the link. Auctions, outlets and closing-down sales are left out.',
  ],
  'product.availability': [
    'Is it in stock',
    'The product page shows what is in stock for each size, and under Stores what each shop has. For sizes that are sold out, choose Tell me: you get one message when it is back. Most things come back within two to three weeks.',
  ],
  'product.sizing': [
    'Finding the right size',
    'Each product page has a size table and says whether the piece runs small or large. Between two sizes we suggest the larger one for jackets and boots, because there will be a layer or a thick sock under it. Exchanging is free if it does not fit.',
  ],
  'product.details': [
    'More about a product',
    'Weight, materials and where it was made are under Details on each product page. Tell me which item you mean and what you want to know, and a colleague from product advice can look into the rest.',
  ],
  'product.care': [
    'Care and washing',
    'Wash shells at 30 °C with liquid detergent, no softener, and tumble dry them warm: the heat brings back the water repellency. Down is washed alone with two clean tennis balls in the dryer. Wool airs better than it washes.',
  ],
  'product.damaged': [
    'Something arrived damaged',
    'I am sorry about that. Tell us the order number and what is broken, with a photo if you have one; we send a new one or give the money back, and you need not send anything before we answer. Please keep the packaging for a week, in case the carrier asks.',
  ],
  'warranty.claim': [
    'Warranty',
    'Everything we make is covered for three years against faults in material and making, and zips and seams for life. Write to us with the order number and a photo. We repair what can be repaired, and replace the rest.',
  ],
  'repair.service': [
    'Repairs',
    'Our workshop mends zips, seams, holes and tent poles, and puts new soles on Cairn boots. Most repairs cost between €10 and €45 and take two weeks; under warranty they are free. Start one under Repairs on our site, or bring the piece to a shop.',
  ],
  'account.login': [
    'Signing in does not work',
    'Check that you use the e-mail address to which your order confirmations go, and that caps lock is off. After five wrong attempts the account rests for 15 minutes. If it still refuses, set a new password with the link on the sign-in page.',
  ],
  'account.password_reset': [
    'Setting a new password',
    'Choose Forgot password on the sign-in page and enter your e-mail address. The link that arrives works for one hour and only once. If nothing comes within ten minutes, please look in the spam folder.',
  ],
  'account.update_details': [
    'Changing your details',
    'Name, phone and addresses are under My account › Details. A new e-mail address must be confirmed by the link that we send to it. Orders that are already on their way keep the old address.',
  ],
  'account.delete': [
    'Deleting your account',
    'You can have your account and personal data deleted at any time. A colleague checks that it is really you and starts it; it takes at most 30 days. Invoices are kept as long as the law requires, and for nothing else.',
  ],
  'loyalty.points': [
    'Trail points',
    'Every euro you spend gives one trail point, and 200 points are worth €10. Points arrive when the 30 days for returns are over and last two years. Your balance is under My account › Trail points.',
  ],
  'newsletter.unsubscribe': [
    'Leaving the newsletter',
    'Use the link at the bottom of any of our newsletters, or switch it off under My account › Messages. It takes effect at once. Messages about your orders still reach you.',
  ],
  'store.hours': [
    'Opening hours',
    'Our shops are open Monday to Saturday from 10:00 to 19:00, the London shop also on Sunday from 11:00 to 17:00. On public holidays we are closed.',
  ],
  'store.location': [
    'Where our shops are',
    'You find us in London (18 Carrow Street), Berlin (Lindenhof 7) and Shanghai (Anren Road 215). The page Stores has maps, and shows which shop has your size.',
  ],
  'appointment.book': [
    'Booking a fitting',
    'Boot fittings and pack fittings take half an hour and are free. Choose a shop and a time under Stores › Book a fitting; you can move it until the evening before. Bring the socks that you hike in.',
  ],
  complaint: [
    'When we got it wrong',
    'I am sorry that this went wrong, and thank you for telling us. Please describe what happened and, if it is about an order, its number. A colleague reads every complaint and answers within one working day.',
  ],
}
