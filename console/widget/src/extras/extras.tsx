import { adoptStyles } from '../boot.ts'
import type { Extras, ExtrasPorts } from './api.ts'
import { Attaching } from './attaching.ts'
import css from './extras.css?inline'
import { createFileView } from './file-view.tsx'
import { propose } from './propose.ts'
import { Rated, Rating } from './rating.tsx'
import { createTray } from './tray.tsx'

function make(ports: ExtrasPorts): Extras {
  adoptStyles(ports.root, css)
  const attaching = new Attaching(ports)
  return {
    add: (files) => attaching.add(files),
    ready: (take) => attaching.ready(take),
    busy: () => attaching.busy(),
    propose: (rule) => void propose(ports, rule),
    Tray: createTray(attaching),
    FileView: createFileView(ports),
    Rating,
    Rated,
  }
}

if (window.Parley) window.Parley.extras = make
