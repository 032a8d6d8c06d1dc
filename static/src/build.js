// Compiles static/src into static/build: the stylesheet, the scripts, the fonts, and what the PDF needs.
// Run by `npm run build`; `npm run watch` builds again at every change.
import { copyFile, mkdir, writeFile } from "node:fs/promises"
import { watch } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import * as esbuild from "esbuild"
import * as sass from "sass"

const source = dirname(fileURLToPath(import.meta.url))
const root = join(source, "..", "..")
const modules = join(root, "node_modules")
const out = join(root, "static", "build")

// What reports/document/fonts.py names: letters and signs that people use beyond those of the screen font.
const paperFonts = Object.fromEntries(
  [
    ...["latin-ext", "greek", "cyrillic", "vietnamese"].flatMap((script) =>
      [400, 700].map((weight) => ["source-sans-3", `source-sans-3-${script}-${weight}-normal.woff2`]),
    ),
    ["noto-sans-math", "noto-sans-math-latin-400-normal.woff2"],
    ["noto-sans-symbols-2", "noto-sans-symbols-2-symbols-400-normal.woff2"],
  ].map(([family, file]) => [`fonts/${file}`, join(modules, "@fontsource", family, "files", file)]),
)

const copies = {
  ...paperFonts,
  "fonts/source-sans-3-latin-400-normal.woff2": join(modules, "@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2"),
  "fonts/source-sans-3-latin-700-normal.woff2": join(modules, "@fontsource/source-sans-3/files/source-sans-3-latin-700-normal.woff2"),
  "fonts/LICENSE": join(modules, "@fontsource/source-sans-3/LICENSE"),
  "fonts/LICENSE-noto": join(modules, "@fontsource/noto-sans-math/LICENSE"),
  "htmx.js": join(modules, "htmx.org/dist/htmx.min.js"),
  "logo.svg": join(source, "logo.svg"),
  "page.css": join(source, "page.css"),
  "report.css": join(source, "report.css"),
}

async function build() {
  await mkdir(join(out, "fonts"), { recursive: true })
  const style = sass.compile(join(source, "app.scss"), { loadPaths: [modules], style: "compressed", quietDeps: true })
  await writeFile(join(out, "app.css"), style.css)
  await esbuild.build({
    entryPoints: [join(source, "app.js"), join(source, "early.js")],
    outdir: out,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2020",
    legalComments: "linked",
    logLevel: "warning",
  })
  for (const [name, from] of Object.entries(copies)) await copyFile(from, join(out, name))
}

await build()

if (process.argv.includes("--watch")) {
  let waiting
  watch(source, { recursive: true }, () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => build().catch((error) => console.error(error.message)), 100)
  })
}
