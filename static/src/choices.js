// Questions that only some choices need: [data-app-only-if="at_risk off_track"] names them.
// A form marks its deciding radios with [data-app-choose]. A choice may carry several names in data-app-is.
// Without scripts every question is there, and the server ignores what it does not need.
export function choices(scope) {
  for (const choose of scope.querySelectorAll("[data-app-choose]")) {
    const form = choose.closest("form")
    const show = () => {
      const chosen = choose.querySelector("input:checked")
      const names = (chosen?.dataset.appIs ?? chosen?.value ?? "").split(" ")
      for (const part of form.querySelectorAll("[data-app-only-if]")) {
        const wanted = part.dataset.appOnlyIf.split(" ")
        part.hidden = !names.some((name) => wanted.includes(name))
      }
    }
    choose.addEventListener("change", show)
    show()
  }
}
