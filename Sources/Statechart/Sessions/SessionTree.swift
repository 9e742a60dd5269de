import AcademicCalendar
import Rules

/// A machine, the machines that it invokes, and theirs, on one virtual clock (SCXML 1.0 sections 6.2 to 6.5 and C.1).
///
/// Each session takes one event at a time; events between sessions wait in one queue, so that each sees them in the order in which they
/// were sent.
struct SessionTree {
  /// How many events may pass without time going on before a run is given up as endless.
  private static let mostEvents = 10_000

  /// How deep sessions may be nested.
  private static let deepest = 16

  private let loader: SessionLoader
  let root: String
  private(set) var now = Instant.zero
  private(set) var sessions: [String: Session] = [:]
  /// What the sessions have asked for since it was last taken: everything of the first, of the others what they log and fail in.
  private(set) var effects: [Value] = []
  private var posts: [Post] = []
  private var timers: [Timer] = []
  private var timerCount = 0
  private var sessionCount = 0
  /// How many events have passed since a command came, or time went on.
  private var passed = 0

  private struct Post {
    var session: String
    var event: Event
    var isForwarded = false
    /// It comes from another session, which was not cancelled when it was sent.
    var isQueued = true
  }

  private struct Timer {
    var due: Instant
    var number: Int
    var sender: String
    var message: Message
  }

  init(root: String, loader: SessionLoader) {
    self.root = root
    self.loader = loader
  }

  /// What has been asked for, and from now on nothing.
  mutating func takeEffects() -> [Value] {
    defer { effects = [] }
    return effects
  }

  /// Starts the first machine.
  mutating func begin(_ machine: Machine, _ bindings: Bindings) throws {
    try start(root, machine, bindings, data: [:], parent: nil)
    try deliverPosts()
  }

  /// Gives an event to the first machine.
  mutating func post(_ event: Event) throws {
    passed = 0
    posts.append(Post(session: root, event: event, isQueued: false))
    try deliverPosts()
  }

  /// Delivers what falls due on the way, in order, each as of its own time.
  mutating func advance(_ milliseconds: Int64) throws {
    passed = 0
    let end = now + milliseconds
    while let next = timers.indices.min(by: { (timers[$0].due, timers[$0].number) < (timers[$1].due, timers[$1].number) }),
      timers[next].due <= end
    {
      let timer = timers.remove(at: next)
      if timer.due > now { (now, passed) = (timer.due, 0) }
      deliver(timer.message, from: timer.sender)
      try deliverPosts()
    }
    now = end
  }

  private func surroundings(_ name: String, _ post: Post? = nil) -> Surroundings {
    Surroundings(
      sessions: Set(sessions.keys).union([name]), isForwarded: post?.isForwarded ?? false, isQueued: post?.isQueued ?? false)
  }

  private mutating func start(
    _ name: String, _ machine: Machine, _ bindings: Bindings, data: [String: Value], parent: (session: String, invocation: InvocationID)?
  ) throws {
    let started = try machine.start(now: now, bindings: bindings, session: name, data: data, surroundings: surroundings(name))
    sessions[name] = Session(machine: machine, bindings: bindings, snapshot: started.snapshot, parent: parent)
    if let parent { sessions[parent.session]?.children[parent.invocation] = name }
    try carryOut(started.effects, of: name)
  }

  private mutating func deliverPosts() throws {
    while !posts.isEmpty {
      let post = posts.removeFirst()
      guard let session = sessions[post.session] else { continue }
      passed += 1
      if passed > SessionTree.mostEvents {
        throw StepError.endless(active: session.machine.configuration(of: session.snapshot), event: post.event.name)
      }
      let after = try session.machine.step(
        session.snapshot, post.event, now: now, bindings: session.bindings,
        surroundings: surroundings(post.session, post))
      sessions[post.session]?.snapshot = after.snapshot
      try carryOut(after.effects, of: post.session)
    }
  }

  private mutating func carryOut(_ new: [Effect], of name: String) throws {
    for effect in new {
      report(effect, of: name)
      switch effect {
      case .send(let message): route(message, from: name)
      case .cancelSend(let id): timers.removeAll { $0.sender == name && $0.message.id == id }
      case .invoke(let id, _, let type, let content): try invoke(id, type, content, by: name)
      case .cancel(let id): try stop(id, of: name)
      case .forward(let id, let event):
        if let child = sessions[name]?.children[id] { posts.append(Post(session: child, event: event, isForwarded: true)) }
      case .done(let value): end(name, value)
      case .perform, .log, .unhandled: break
      }
    }
  }

  private mutating func report(_ effect: Effect, of name: String) {
    guard name != root else { return effects.append(effect.value) }
    switch effect {
    case .log, .unhandled:
      guard case .map(let fields) = effect.value, let child = sessions[name]?.parent?.invocation else { return }
      effects.append(.map(MapValue([(.string("child"), .string(child.rawValue))] + fields.entries)))
    default: break
    }
  }
}

extension SessionTree {
  private mutating func invoke(_ id: InvocationID, _ type: String, _ content: Value, by name: String) throws {
    let child: SessionLoader.Child?
    do { child = try loader.child(type, content) } catch {
      // What cannot be read cannot be reached either.
      let data = Value.object(["message": .string("\(error)")])
      return posts.append(Post(session: name, event: Event("error.communication", data: data, kind: .platform)))
    }
    guard let child else { return }
    guard depth(of: name) < SessionTree.deepest else {
      return posts.append(Post(session: name, event: Event("error.communication", kind: .platform)))
    }
    sessionCount += 1
    try start("\(root).\(sessionCount)", child.machine, Bindings(), data: child.data, parent: (name, id))
  }

  private func depth(of name: String) -> Int { sessions[name]?.parent.map { depth(of: $0.session) + 1 } ?? 0 }

  /// A session whose invocation was cancelled leaves its states; what it still sends counts for nothing.
  private mutating func stop(_ id: InvocationID, of parent: String) throws {
    guard let name = sessions[parent]?.children.removeValue(forKey: id), let session = sessions[name] else { return }
    sessions[name]?.isCancelled = true
    let stopped = try session.machine.stop(
      session.snapshot, now: now, bindings: session.bindings, surroundings: surroundings(name))
    try carryOut(stopped.effects, of: name)
    timers.removeAll { $0.sender == name }
    sessions[name] = nil
  }

  private mutating func end(_ name: String, _ value: Value) {
    timers.removeAll { $0.sender == name }
    guard let parent = sessions[name]?.parent else { return }
    sessions[name] = nil
    sessions[parent.session]?.children[parent.invocation] = nil
    let event = Event(
      "done.invoke.\(parent.invocation)", data: value, kind: .external, invokeID: parent.invocation, origin: "#_scxml_\(name)")
    posts.append(Post(session: parent.session, event: event))
  }

  private mutating func route(_ message: Message, from name: String) {
    let due =
      switch message.due {
      case .at(let instant): instant
      case .on(let day): Instant(milliseconds: Int64(day.rawValue) * 86_400_000)
      }
    if due <= now, message.target != .own { return deliver(message, from: name) }
    timerCount += 1
    timers.append(Timer(due: due, number: timerCount, sender: name, message: message))
  }

  private mutating func deliver(_ message: Message, from name: String) {
    guard let sender = sessions[name], !sender.isCancelled else { return }
    var event = message.arrival
    event.origin = "#_scxml_\(name)"
    switch message.target {
    case .own: posts.append(Post(session: name, event: event))
    case .parent:
      guard let parent = sender.parent else { return }
      event.invokeID = parent.invocation
      posts.append(Post(session: parent.session, event: event))
    case .invocation(let id):
      if let child = sender.children[id] { posts.append(Post(session: child, event: event)) }
    case .session(let target):
      if let parent = sender.parent, parent.session == target { event.invokeID = parent.invocation }
      guard sessions[target] == nil else { return posts.append(Post(session: target, event: event)) }
      posts.append(Post(session: name, event: Event("error.communication", kind: .platform, sendID: event.sendID)))
    }
  }
}
