/**
 * The customer whom `npm run doctor` sends through a running system. There is no record of them; their conversations are
 * shown in no list, offered to nobody, counted in no number and taught from nothing, and removed a moment later.
 */
export const DOCTOR = 'doctor'
