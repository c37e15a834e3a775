// swift-tools-version: 6.2
import PackageDescription

// Every target: Swift 6 language mode, warnings are errors. Imports are checked by
// `--explicit-target-dependency-import-check error`, which the scripts pass.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
// State machines that are tested from inside, in release builds too: there is one build configuration.
let testable: [SwiftSetting] = strict + [.unsafeFlags(["-enable-testing"])]

let package = Package(
  name: "esep",
  products: [.executable(name: "esep", targets: ["esep"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
  ],
  targets: [
    // The system's C libraries; everything below them in this list may use what stands above.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .target(name: "Postgres", dependencies: ["CLibPQ"], swiftSettings: testable),
    .target(name: "Ledger", swiftSettings: strict),
    .target(
      name: "EventLog", dependencies: ["Postgres"],
      resources: [.embedInCode("Migrations")], swiftSettings: testable),
    .target(name: "Transparency", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: testable),
    .target(name: "Notary", dependencies: ["EventLog", "Postgres", "Transparency"], swiftSettings: testable),
    .target(
      name: "Projections", path: "Projections", resources: [.embedInCode("Models"), .embedInCode("Reports"), .embedInCode("Rules")],
      swiftSettings: strict),
    .target(
      name: "ReadModels",
      dependencies: ["EventLog", "Ledger", "Postgres", "Projections", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.embedInCode("Schema")], swiftSettings: strict),
    .target(
      name: "Bookkeeping",
      dependencies: ["EventLog", "Ledger", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Exchange", dependencies: ["CQREncode", "Ledger", "ReadModels", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: testable),
    .target(
      name: "Auditing",
      dependencies: ["EventLog", "Exchange", "Ledger", "Notary", "Postgres", "ReadModels", "Transparency"],
      swiftSettings: strict),
    .target(name: "Demo", dependencies: ["Ledger"], swiftSettings: strict),
    .target(
      name: "Benchmarks",
      dependencies: [
        "Bookkeeping", "EventLog", "Exchange", "Ledger", "Notary", "Postgres", "ReadModels", "Transparency",
        .product(name: "Histogram", package: "hdrhistogram-swift"),
      ],
      resources: [.embedInCode("Chapters/Peers/python_peers.py")], swiftSettings: testable),
    // What people do with a book, whoever asks: the command line or a browser.
    .target(
      name: "Office",
      dependencies: ["Auditing", "Bookkeeping", "EventLog", "Exchange", "Ledger", "Notary", "Postgres", "ReadModels", "Transparency"],
      swiftSettings: strict),
    .executableTarget(
      name: "esep",
      dependencies: [
        "Auditing", "Benchmarks", "Bookkeeping", "Demo", "EventLog", "Exchange", "Ledger", "Notary", "Office", "Postgres", "Projections",
        "ReadModels", "Transparency",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["EventLog", "Postgres"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "LedgerTests", dependencies: ["Ledger"], swiftSettings: strict),
    .testTarget(
      name: "TransparencyTests", dependencies: ["TestSupport", "Transparency", .product(name: "Crypto", package: "swift-crypto")],
      resources: [.copy("Vectors")], swiftSettings: strict),
    .testTarget(
      name: "NotaryTests", dependencies: ["EventLog", "Notary", "Postgres", "TestSupport", "Transparency"], swiftSettings: strict),
    .testTarget(name: "EventLogTests", dependencies: ["EventLog", "Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "BookkeepingTests", dependencies: ["Bookkeeping", "EventLog", "Ledger", "Postgres", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReadModelsTests",
      dependencies: ["Bookkeeping", "Demo", "EventLog", "Exchange", "Ledger", "Postgres", "Projections", "ReadModels", "TestSupport"],
      swiftSettings: strict),
    .testTarget(name: "DemoTests", dependencies: ["Demo", "Ledger"], swiftSettings: strict),
    .testTarget(
      name: "MoneyTests", dependencies: ["Bookkeeping", "EventLog", "Ledger", "Postgres", "Projections", "ReadModels", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "GoodsTests",
      dependencies: ["Auditing", "Bookkeeping", "Demo", "EventLog", "Exchange", "Ledger", "Postgres", "Projections", "ReadModels", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "BenchmarksTests", dependencies: ["Benchmarks", "EventLog", "Ledger", "Postgres", "ReadModels", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Exchange", "Ledger"], resources: [.copy("EPCIS/Schema")], swiftSettings: strict),
    .executableTarget(
      name: "ChaosWriter", dependencies: ["EventLog", "Postgres", "TestSupport"], path: "Tests/ChaosWriter", swiftSettings: strict),
    .executableTarget(
      name: "MoneyClerk", dependencies: ["Bookkeeping", "EventLog", "Ledger", "Postgres", "TestSupport"], path: "Tests/MoneyClerk",
      swiftSettings: strict),
    // Run under callgrind by Scripts/count-instructions.
    .executableTarget(
      name: "Instructions", dependencies: ["EventLog", "Exchange", "Ledger"], path: "Tests/Instructions", exclude: ["counts.txt"],
      swiftSettings: strict),
    // From the outside: runs the built program. It knows neither the program's modules nor anything it prints but as text.
    .testTarget(name: "EsepTests", dependencies: ["EventLog", "Postgres", "TestSupport"], swiftSettings: strict),
  ]
)
