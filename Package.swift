// swift-tools-version: 6.2
import PackageDescription

// Every target: Swift 6 language mode, warnings are errors. Imports are checked by
// `--explicit-target-dependency-import-check error`, which the scripts pass.
let strict: [SwiftSetting] = [.swiftLanguageMode(.v6), .treatAllWarnings(as: .error)]
// State machines that are tested from inside, in release builds too: there is one build configuration.
let testable: [SwiftSetting] = strict + [.unsafeFlags(["-enable-testing"])]

// What the web targets may use of all below them.
let web: [Target.Dependency] = [
  "Auditing", "Bookkeeping", "Charts", "EventLog", "Exchange", "Languages", "Ledger", "Notary", "Office", "Postgres", "ReadModels", "SignIn",
  "Transparency",
  .product(name: "Configuration", package: "swift-configuration"), .product(name: "Crypto", package: "swift-crypto"),
  .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Hummingbird", package: "hummingbird"),
  .product(name: "Logging", package: "swift-log"), .product(name: "Mustache", package: "swift-mustache"),
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"), .product(name: "SystemPackage", package: "swift-system"),
]

let package = Package(
  name: "esep",
  products: [.executable(name: "esep", targets: ["esep"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.80.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.4.0"),
    .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.8.0"),
  ],
  targets: [
    // The system's C libraries; everything below them in this list may use what stands above.
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
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
      name: "Exchange",
      dependencies: ["CExpat", "CQREncode", "CXLSXWriter", "CZip", "Ledger", "ReadModels", .product(name: "Crypto", package: "swift-crypto")],
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
    .target(name: "Charts", swiftSettings: strict),
    .target(name: "Languages", resources: [.embedInCode("Texts")], swiftSettings: strict),
    .target(
      name: "SignIn",
      dependencies: [
        "EventLog", "Postgres", .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
      ],
      resources: [.embedInCode("Schema")], swiftSettings: testable),
    // The server and what all pages and the API share; then the API; then the pages.
    .target(name: "Web", dependencies: web + ["CZlib"], resources: [.embedInCode("Templates"), .embedInCode("Assets")], swiftSettings: testable),
    .target(name: "WebAPI", dependencies: web + ["Web"], swiftSettings: testable),
    .target(name: "WebPages", dependencies: web + ["Web"], swiftSettings: testable),
    .executableTarget(
      name: "esep",
      dependencies: [
        "Auditing", "Benchmarks", "Bookkeeping", "Demo", "EventLog", "Exchange", "Languages", "Ledger", "Notary", "Office", "Postgres", "Projections",
        "ReadModels", "SignIn", "Transparency", "Web", "WebAPI", "WebPages",
        .product(name: "Logging", package: "swift-log"),
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
      name: "ExchangeTests", dependencies: ["CZip", "Exchange", "Ledger", "ReadModels"], resources: [.copy("EPCIS/Schema"), .copy("XLSX/Files")],
      swiftSettings: strict),
    .testTarget(name: "ChartsTests", dependencies: ["Charts"], swiftSettings: strict),
    .testTarget(name: "LanguagesTests", dependencies: ["Languages"], swiftSettings: strict),
    .testTarget(
      name: "SignInTests",
      dependencies: [
        "EventLog", "Postgres", "SignIn", "TestSupport", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ], swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: web + [
        "Demo", "Projections", "TestSupport", "Web", "WebAPI", "WebPages", .product(name: "HummingbirdTesting", package: "hummingbird"),
      ], swiftSettings: strict),
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
