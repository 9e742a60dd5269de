import Glibc

/// How long something takes.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  let time = try ContinuousClock().measure(body)
  return Double(time.components.seconds) + Double(time.components.attoseconds) / 1e18
}

/// The median of several times.
func median(of count: Int, _ body: () throws -> Void) rethrows -> Double {
  var times: [Double] = []
  for _ in 0..<count { times.append(try seconds(body)) }
  return times.sorted()[count / 2]
}

/// One line: what, how much, and what it should be.
func report(_ title: String, _ figure: String, floor: String) {
  print("\(title): \(figure) (floor: \(floor))")
  fflush(nil)
}
