/** People by what they are or what one does with them: a name often follows. */
export const ROLE_WORDS =
  'wife husband son daughter brother sister mother father mum mom dad partner friend boyfriend girlfriend fiance fiancee uncle aunt cousin nephew niece grandmother grandfather grandma grandpa flatmate roommate neighbour neighbor colleague coworker boss manager supervisor agent operator advisor adviser rep representative assistant receptionist technician engineer driver courier doctor nurse lawyer accountant teacher student coach clerk cashier consultant broker concierge host pilot captain officer detective judge nanny intern secretary director owner buyer seller client patient ex auntie granny nan lady lord sister reverend rev sender cardholder holder applicant insured beneficiary traveller traveler fao emailed messaged texted phoned thank named contact attn attention recipient passenger guest ask asked tell told contacted met called'

/** What else stands before names. */
export const OTHER_CUES =
  "name names surname forename firstname lastname of signed regards sincerely cheers thanks thank love faithfully call spoke spoken speak talked talk from wishes best yours is am im i'm with to for by and hi hello hey dear bye or"
