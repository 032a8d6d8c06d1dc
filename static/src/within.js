// What a selector finds in a part of the page, the part itself with it: htmx may bring in just what is sought.
export function within(scope, selector) {
  const found = [...scope.querySelectorAll(selector)]
  return scope instanceof Element && scope.matches(selector) ? [scope, ...found] : found
}
