import type { Connection } from 'mongoose'
import { auditModel } from './agents/audit.ts'
import { ordersOn } from './commerce/order.ts'
import { productsOn } from './commerce/product.ts'
import { returnsOn } from './commerce/return.ts'
import { customerChangesOn } from './customers/change.ts'
import { importRowsOn, importsOn } from './customers/csv/import-record.ts'
import { customersOn } from './customers/customer.ts'
import { identitiesOn } from './customers/identity.ts'
import { customerNotesOn } from './customers/note.ts'
import { demoRemovalOn } from './install/demo-removal.ts'
import { articlesOn } from './knowledge/article.ts'
import { cannedOn } from './knowledge/canned.ts'
import { workingArticlesOn } from './knowledge/working-article.ts'
import { mailsOn } from './mail/mail.ts'
import { invitationsOn } from './people/invitation.ts'
import { linksOn } from './people/link.ts'
import { preferencesOn } from './preferences/preference.ts'
import { savedViewsOn } from './saved-views/saved-view.ts'
import { settingsOn } from './settings/setting.ts'
import { tasksOn } from './tasks/task.ts'
import { candidatesOn } from './training/candidate.ts'
import { labelsOn } from './training/label.ts'
import { inUseOn, versionPartsOn, versionsOn } from './training/version.ts'

/** Makes the models that nothing has used yet, so that their indexes are built before the first use. */
export function registerModels(connection: Connection): void {
  for (const model of [
    articlesOn,
    auditModel,
    cannedOn,
    workingArticlesOn,
    customerChangesOn,
    customerNotesOn,
    customersOn,
    demoRemovalOn,
    identitiesOn,
    importRowsOn,
    importsOn,
    invitationsOn,
    linksOn,
    mailsOn,
    ordersOn,
    preferencesOn,
    productsOn,
    returnsOn,
    savedViewsOn,
    settingsOn,
    tasksOn,
    candidatesOn,
    inUseOn,
    labelsOn,
    versionPartsOn,
    versionsOn,
  ]) {
    model(connection)
  }
}
