// Questions that only some choices need: [data-app-only-if="at_risk off_track"] names them.
// What decides carries [data-app-choose]: a group of radios, whose choices may each carry several names in
// data-app-is, or a select. Without scripts every question is there, and the server ignores what it does not need.
export function choices(scope) {
  for (const form of scope.querySelectorAll("form")) {
    const deciding = [...form.querySelectorAll("[data-app-choose]")]
    if (deciding.length === 0) continue
    const show = () => {
      const names = deciding.flatMap(chosen)
      for (const part of form.querySelectorAll("[data-app-only-if]")) {
        const wanted = part.dataset.appOnlyIf.split(" ")
        part.hidden = !names.some((name) => wanted.includes(name))
      }
    }
    for (const choose of deciding) choose.addEventListener("change", show)
    show()
  }
}

function chosen(choose) {
  if (choose instanceof HTMLSelectElement) return [choose.value]
  const radio = choose.querySelector("input:checked")
  return (radio?.dataset.appIs ?? radio?.value ?? "").split(" ")
}
