import { parentPort, workerData } from 'node:worker_threads'
import type { SolveJob } from './solve-classes.ts'
import { Solver } from './solver.ts'

/** Solves its share of the classes and sends each as soon as it is found. */
const { set, svm, columns } = workerData as SolveJob
const solver = new Solver(set, svm)
for (const column of columns) {
  const solution = solver.solve(column)
  parentPort?.postMessage(solution)
}
