export { BlockedPage } from '../../features/customers/blocked-page.tsx'
export { CustomersPage } from '../../features/customers/customers-page.tsx'
export { NewCustomerPage } from '../../features/customers/new-customer-page.tsx'
export { CustomerPage } from './customer-page.tsx'
