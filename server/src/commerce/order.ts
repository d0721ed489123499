import { type Connection, type Model, Schema } from 'mongoose'
import { schemaOptions } from '../storage/mongo.ts'
import type { Words } from './product.ts'

export const orderStatuses = ['processing', 'shipped', 'delivered', 'cancelled', 'returned'] as const
export type OrderStatus = (typeof orderStatuses)[number]

export interface OrderItem {
  sku: string
  name: Words
  quantity: number
  /** Of one piece. */
  price: number
}

export interface Order {
  /** The number that customers know, such as NW-48213. */
  _id: string
  customer: string
  /** Lower case; what an anonymous customer must know to hear of the order. */
  email: string
  status: OrderStatus
  placedAt: Date
  shippedAt?: Date
  deliveredAt?: Date
  expectedAt?: Date
  carrier?: string
  tracking?: string
  total: { amount: number; currency: string }
  items: OrderItem[]
}

const order = new Schema<Order>(
  {
    _id: { type: String, required: true },
    customer: { type: String, required: true },
    email: { type: String, required: true },
    status: { type: String, enum: orderStatuses, required: true },
    placedAt: { type: Date, required: true },
    shippedAt: Date,
    deliveredAt: Date,
    expectedAt: Date,
    carrier: String,
    tracking: String,
    total: { type: new Schema({ amount: Number, currency: String }, { _id: false }), required: true },
    items: {
      type: [
        new Schema<OrderItem>(
          {
            sku: String,
            name: new Schema<Words>({ en: String, zh: String }, { _id: false }),
            quantity: Number,
            price: Number,
          },
          { _id: false },
        ),
      ],
      required: true,
    },
  },
  { ...schemaOptions, collection: 'orders' },
)
order.index({ customer: 1, placedAt: -1 })
order.index({ email: 1 })

export type Orders = Model<Order>
/** The orders of a connection. */
export function ordersOn(connection: Connection): Orders {
  return (connection.models['Order'] as Orders | undefined) ?? connection.model<Order>('Order', order)
}
