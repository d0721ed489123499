import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'

export interface Words {
  en: string
  zh: string
}

export interface Product {
  /** The SKU. */
  _id: string
  name: Words
  description: Words
  category: string
  price: { amount: number; currency: string }
  sizes: string[]
  stock: number
}

const words = { type: new Schema<Words>({ en: String, zh: String }, { _id: false }), required: true }

const product = new Schema<Product>(
  {
    _id: { type: String, required: true },
    name: words,
    description: words,
    category: { type: String, required: true },
    price: { type: new Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    sizes: { type: [String], default: [] },
    stock: { type: Number, required: true },
  },
  { ...schemaOptions, collection: 'products' },
)
product.index({ category: 1 })

export type Products = Model<Product>
/** The products of a connection. */
export function productsOn(connection: Connection): Products {
  return (
    (connection.models['Product'] as Products | undefined) ?? connection.model<Product>('Product', product)
  )
}
