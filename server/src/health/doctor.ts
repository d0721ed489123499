/**
 * The customer whom the doctor sends through a running system. There is no record of them; their conversations are
 * shown in no list, offered to nobody, counted in no number and taught from nothing, and removed a moment later.
 */
export const DOCTOR = 'doctor'

/** The bot answers a greeting by itself, whatever it was taught of a company. */
export const DOCTOR_SAYS = 'hello'
