// swift-tools-version: 6.1
import PackageDescription

/// STYLE.md habit 8: Swift 6 mode, explicit existentials, imports that say what they re-export.
let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")

/// A module of ours with its tests beside it.
func module(
  _ name: String, _ dependencies: [Target.Dependency] = [], testedWith: [Target.Dependency] = [], resources: [Resource] = [],
  fixtures: [String] = [], isTested: Bool = true
) -> [Target] {
  let target = Target.target(name: name, dependencies: dependencies, resources: resources, swiftSettings: settings)
  guard isTested else { return [target] }
  return [
    target,
    .testTarget(
      name: name + "Tests", dependencies: [.byName(name: name)] + dependencies + testedWith, exclude: fixtures, swiftSettings: settings),
  ]
}

/// An executable that measures a module; `Scripts/bench` runs it.
func benchmark(_ module: String, _ dependencies: [Target.Dependency]) -> [Target] {
  [.executableTarget(name: module + "Benchmark", dependencies: dependencies, swiftSettings: settings)]
}

/// The products of the benchmarks are named as `Scripts/bench` names them: `planner-benchmark`.
func benchmarkProducts(_ modules: String...) -> [Product] {
  modules.map { .executable(name: $0.lowercased() + "-benchmark", targets: [$0 + "Benchmark"]) }
}

let package = Package(
  name: "jiaoli",
  products: [.executable(name: "jiaoli", targets: ["jiaoli"]), .executable(name: "jiaoli-fuzz", targets: ["Fuzz"])]
    + benchmarkProducts("Evaluation", "Rules", "Statechart", "Planner", "ICalendar", "CalDAV", "Store"),
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    module("AcademicCalendar", resources: [.embedInCode("Resources/notices.txt")]),
    module("Rules", ["AcademicCalendar"]),
    module("YAMLReading", ["AcademicCalendar", "Rules", yams], isTested: false),
    module("Statechart", ["AcademicCalendar", "Rules"]),
    module(
      "Workflow", ["AcademicCalendar", "Rules", "Statechart", "YAMLReading", yams],
      resources: [.embedInCode("Resources/task.yaml"), .embedInCode("Resources/workflow.schema.json")],
      fixtures: ["Conformance"]),
    // Debian's libcadical-dev brings no pkg-config file: the module map links the library.
    [.systemLibrary(name: "CCadical", providers: [.apt(["libcadical-dev"])])],
    module("Planner", ["AcademicCalendar", "CCadical"]),
    module("Evaluation", ["AcademicCalendar", "Rules", "YAMLReading", yams]),
    [.systemLibrary(name: "CLibical", pkgConfig: "libical", providers: [.apt(["libical-dev"])])],
    module("ICalendar", ["AcademicCalendar", "CLibical"], testedWith: ["FeedReading"]),
    [.systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])])],
    module("CalDAV", ["AcademicCalendar", "CExpat", "ICalendar"]),
    [.systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])])],
    module("Reports", ["AcademicCalendar", "CXLSXWriter", mustache], resources: [.embedInCode("Resources/report.mustache")]),
    [.target(name: "CSQLiteSettings", linkerSettings: [.linkedLibrary("sqlite3")])],
    module(
      "Store",
      [
        "AcademicCalendar", "CSQLiteSettings", "Evaluation", "Rules", "Statechart", "Workflow", "YAMLReading",
        .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], fixtures: ["Journals"]),
    module(
      "Office",
      [
        "AcademicCalendar", "CalDAV", "Evaluation", "ICalendar", "Planner", "Reports", "Rules", "Statechart", "Store", "Workflow",
        "YAMLReading", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ], testedWith: ["FeedReading", .product(name: "GRDB", package: "GRDB.swift")]),
    [
      .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
      .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    ],
    module(
      "WebService",
      [
        "AcademicCalendar", "CQREncode", "CZlib", "CalDAV", "ICalendar", "Office", mustache,
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "HummingbirdHTTP2", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "NIOTLS", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      testedWith: [
        "FeedReading", .product(name: "GRDB", package: "GRDB.swift"), .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      resources: [.embedInCode("Resources/subscribe.mustache")]),
    [
      .executableTarget(
        name: "jiaoli",
        dependencies: [
          "AcademicCalendar", "Evaluation", "ICalendar", "Office", "Planner", "Reports", "Rules", "Statechart", "WebService", "Workflow",
          "YAMLReading",
          .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Logging", package: "swift-log"),
          .product(name: "NIOCore", package: "swift-nio"), .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        ], swiftSettings: settings),
      .testTarget(
        name: "JiaoliTests",
        dependencies: [
          "jiaoli", "AcademicCalendar", "CrashDriver", "ICalendar", "Office", "Store", "Workflow",
          .product(name: "ArgumentParser", package: "swift-argument-parser"),
          .product(name: "Crypto", package: "swift-crypto"),
        ], swiftSettings: settings),
    ],
    // Feeds read back in another way than they are written, for tests.
    [
      .target(
        name: "FeedReading", dependencies: ["AcademicCalendar", "ICalendar"], path: "Tests/FeedReading", swiftSettings: settings)
    ],
    // What kills the office and fails its disk, for `Scripts/crash` and the tests.
    [
      .target(name: "FaultVFS", path: "Tests/FaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
      .executableTarget(
        name: "CrashDriver",
        dependencies: [
          "AcademicCalendar", "CalDAV", "FaultVFS", "Office", "Store", "Workflow", .product(name: "Crypto", package: "swift-crypto"),
          .product(name: "GRDB", package: "GRDB.swift"),
        ],
        path: "Tests/CrashDriver", swiftSettings: settings),
    ],
    [
      .executableTarget(
        name: "Fuzz",
        dependencies: [
          "AcademicCalendar", "CalDAV", "Evaluation", "ICalendar", "Office", "Planner", "Rules", "Statechart", "WebService", "Workflow",
          "YAMLReading",
          .product(name: "ArgumentParser", package: "swift-argument-parser"), .product(name: "Logging", package: "swift-log"),
          .product(name: "NIOCore", package: "swift-nio"),
        ], path: "Tests/Fuzz", exclude: ["Corpus"], swiftSettings: settings)
    ],
    // The shipped packs in real offices: the policies' golden cases and boundaries.
    [
      .testTarget(
        name: "PackTests", dependencies: ["AcademicCalendar", "Evaluation", "Office", "Rules", "Workflow", "YAMLReading"],
        swiftSettings: settings)
    ],
    benchmark("Rules", ["Rules"]),
    benchmark("Statechart", ["Rules", "Statechart"]),
    benchmark("Planner", ["AcademicCalendar", "Planner"]),
    benchmark("ICalendar", ["AcademicCalendar", "ICalendar"]),
    benchmark("CalDAV", ["AcademicCalendar", "CalDAV", "Office"]),
    benchmark("Evaluation", ["AcademicCalendar", "Evaluation", "Office", .product(name: "GRDB", package: "GRDB.swift")]),
    benchmark("Store", ["AcademicCalendar", "Office", "Workflow", .product(name: "GRDBSQLite", package: "GRDB.swift")]),
  ].flatMap(\.self))
