// Stands in for mongodb-memory-server, which would download a MongoDB: the suite is given a running server instead.
const create = async () => {
  throw new Error('mongodb-memory-server is not there: the suite runs against a given server')
}

module.exports = { MongoMemoryServer: { create }, MongoMemoryReplSet: { create } }
