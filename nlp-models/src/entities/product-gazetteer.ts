import { keyOf } from './pieces.ts'
import { compileNames, type NameIndex } from './product-index.ts'

/** A product as a company lists it. */
export interface ProductEntry {
  readonly id: string
  readonly names: { readonly en?: readonly string[]; readonly zh?: readonly string[] }
}

export type ProductListErrorCode =
  | 'too_many_products'
  | 'product_without_id'
  | 'product_without_name'
  | 'product_twice'
  | 'name_empty'
  | 'name_too_long'

/** A list of products that cannot be used; the message says which and why. */
export class ProductListError extends Error {
  override readonly name = 'ProductListError'
  readonly code: ProductListErrorCode
  /** Place in the list, from 0; absent when it is the list as a whole. */
  readonly index: number | undefined

  constructor(code: ProductListErrorCode, message: string, index?: number) {
    super(message)
    this.code = code
    this.index = index
  }
}

/** A name that is left out, because another product has it or because it has no letters. */
export interface ProductListWarning {
  readonly code: 'name_of_two' | 'name_unreadable'
  readonly id: string
  readonly name: string
}

/** Names of products, ready for a scan; make it once and keep it. */
export interface ProductGazetteer {
  readonly size: number
  readonly warnings: readonly ProductListWarning[]
  readonly index: NameIndex
}

export const MOST_PRODUCTS = 5000
export const LONGEST_NAME = 100

/**
 * Makes a gazetteer of products: names in either language, in any case, singular or plural, with or without a space
 * or hyphen between its words; names of six letters or more with one typing slip.
 * @throws ProductListError for more than 5,000 products, an id that is empty or there twice, a product without a name,
 *   a name that is empty or longer than 100 characters
 */
export function createProductGazetteer(products: readonly ProductEntry[]): ProductGazetteer {
  if (products.length > MOST_PRODUCTS)
    throw new ProductListError(
      'too_many_products',
      `A list may hold ${MOST_PRODUCTS} products, this one has ${products.length}.`,
    )
  const owners = new Map<string, string>()
  const names: { name: string; id: string }[] = []
  const warnings: ProductListWarning[] = []
  const ids = new Set<string>()
  products.forEach((product, index) => {
    assertId(product.id, ids, index)
    for (const typed of namesOf(product, index)) {
      const name = plainName(typed)
      const owner = owners.get(name)
      if (name === '') warnings.push({ code: 'name_unreadable', id: product.id, name: typed })
      else if (owner === undefined) names.push({ name, id: product.id })
      else if (owner !== product.id) warnings.push({ code: 'name_of_two', id: product.id, name: typed })
      owners.set(name, owner ?? product.id)
    }
  })
  return { size: products.length, warnings, index: compileNames(names) }
}

function assertId(id: string, ids: Set<string>, index: number): void {
  if (id.trim() === '')
    throw new ProductListError('product_without_id', `Product ${index + 1} has no id.`, index)
  if (ids.has(id)) throw new ProductListError('product_twice', `Product ${id} is in the list twice.`, index)
  ids.add(id)
}

function namesOf({ id, names }: ProductEntry, index: number): readonly string[] {
  const all = [...(names.en ?? []), ...(names.zh ?? [])]
  if (all.length === 0)
    throw new ProductListError('product_without_name', `Product ${id} has no name.`, index)
  for (const name of all) {
    if (name.trim() === '')
      throw new ProductListError('name_empty', `Product ${id} has an empty name.`, index)
    if (name.length > LONGEST_NAME)
      throw new ProductListError(
        'name_too_long',
        `A name of product ${id} is longer than ${LONGEST_NAME} characters.`,
        index,
      )
  }
  return all
}

/** Letters and digits only, in lower case and without accents: how names are compared. */
export function plainName(typed: string): string {
  return keyOf(typed.normalize('NFKC').toLowerCase()).replace(/[^\p{L}\p{N}]/gu, '')
}
