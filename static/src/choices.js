// Questions that only some choices need: [data-app-only-if="at_risk off_track"] names them.
// What decides carries [data-app-choose]: a group of radios or a select, whose choices may each carry several names
// in data-app-is. It decides for its form, or for its row of one. Without scripts the server shows what it needs.
import { within } from "./within.js"

export function choices(scope) {
  for (const group of within(scope, "form, [data-app-row]")) {
    const own = (selector) => [...group.querySelectorAll(selector)].filter((part) => part.closest("form, [data-app-row]") === group)
    const show = () => {
      const names = own("[data-app-choose]").flatMap(chosen)
      for (const part of own("[data-app-only-if]")) {
        const wanted = part.dataset.appOnlyIf.split(" ")
        part.hidden = !names.some((name) => wanted.includes(name))
      }
    }
    for (const choose of own("[data-app-choose]")) {
      choose.removeEventListener("change", choose.appShow)
      choose.appShow = show
      choose.addEventListener("change", show)
    }
    if (own("[data-app-choose]").length > 0) show()
  }
}

function chosen(choose) {
  if (choose instanceof HTMLSelectElement) return (choose.selectedOptions[0]?.dataset.appIs ?? choose.value).split(" ")
  const radio = choose.querySelector("input:checked")
  return (radio?.dataset.appIs ?? radio?.value ?? "").split(" ")
}
