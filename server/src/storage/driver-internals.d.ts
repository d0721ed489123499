/** What is needed of the driver's connection, which the driver does not export. */
interface DriverConnection {
  closed: boolean
  socket: import('node:events').EventEmitter
  cleanup(error: Error): void
}

declare module 'mongodb/lib/cmap/connection.js' {
  export const Connection: { readonly prototype: DriverConnection }
}
