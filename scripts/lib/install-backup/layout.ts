/** What a backup is made of. Its store is a folder of the embedded store, like that of a data folder. */
export const STORE = 'store'
export const DATA_FILE = 'store/data.lmdb'
/** Written last: a folder without it is no backup. */
export const MANIFEST = 'manifest.json'
/** The demo company's passwords, as they are in the data folder; without them nobody could sign in to it. */
export const LOGINS = 'demo-logins.json'
/** The master key, under the name that it has in a data folder. */
export const SECRETS = 'secrets.json'
