import Foundation
import Rules

/// How many times a second compiled expressions are evaluated, on one core.
///
///     rules-benchmark [seconds]
///
/// Prints one line for each expression: evaluations per second of processor time and the source. Processor time, so that
/// other work on the machine does not show.

let seconds = CommandLine.arguments.dropFirst().first.flatMap(Double.init) ?? 1

let awards: Value = [["rank": 5], ["rank": 4], ["rank": 2]]
let values: [String: Value] = ["lessons": 2, "papers": 0, "awards": awards, "hours": 42.5, "name": "示范课"]
let types: [String: ValueType] = [
  "lessons": .int, "papers": .int, "awards": .list(.map(.string, .int)), "hours": .double, "name": .string,
]

let sources = [
  "lessons >= 1 && (papers >= 1 || awards.exists(a, a.rank <= 3))",
  "lessons >= 1 && papers < 1",
  "hours >= 40.0 ? lessons * 2 : lessons + papers",
  "awards.filter(a, a.rank > 3).size() == 2",
  "name.contains('范') && name.matches('^示.课$')",
]

/// The processor time of this thread so far, in seconds.
func processorTime() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// Evaluates in batches until the time is over.
func measure(_ source: String) throws -> Double {
  let expression = try Expression(source, in: Environment(variables: types))
  let bindings = Bindings(values)
  var count = 0
  var held = 0
  let start = processorTime()
  repeat {
    for _ in 0..<10_000 where expression.evaluate(bindings) != .value(false) { held += 1 }
    count += 10_000
  } while processorTime() - start < seconds
  let elapsed = processorTime() - start
  precondition(held == count, "the expression should hold")
  return Double(count) / elapsed
}

for source in sources {
  do {
    print(String(format: "%12.0f/s  ", try measure(source)) + source)
  } catch { print("\(source): \(error)") }
}
