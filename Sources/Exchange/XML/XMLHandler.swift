/// Is told of a document's elements.
protocol XMLHandler: AnyObject {
  /// Whether to hold on, until what was told has been used.
  var isFull: Bool { get }
  /// An element begins.
  func begin(_ name: XMLName, _ attributes: XMLAttributes)
  /// An element ends.
  func end(_ name: XMLName)
  /// A piece of text, as UTF-8; a text may come in several.
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
}

extension XMLHandler {
  var isFull: Bool { false }
}

/// An element's or attribute's name without its prefix; good only while it is told.
struct XMLName {
  private let local: UnsafePointer<CChar>

  init(_ name: UnsafePointer<CChar>) {
    var (local, at) = (name, name)
    while at.pointee != 0 {
      if at.pointee == CChar(bitPattern: UInt8(ascii: ":")) { local = at + 1 }
      at += 1
    }
    self.local = local
  }

  static func == (name: XMLName, text: StaticString) -> Bool {
    text.withUTF8Buffer { expected in
      for (index, byte) in expected.enumerated() where UInt8(bitPattern: name.local[index]) != byte { return false }
      return name.local[expected.count] == 0
    }
  }

  static func ~= (text: StaticString, name: XMLName) -> Bool { name == text }
}

/// An element's attributes; good only while they are told.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>) { self.pairs = pairs }

  /// The value of the first attribute of that name; nil when there is none.
  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    var index = 0
    while let key = pairs[index] {
      if XMLName(key) == name { return pairs[index + 1] }
      index += 2
    }
    return nil
  }

  /// The same as text.
  subscript(_ name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  /// The same as a number; nil also when it is none.
  func number(_ name: StaticString) -> Int? { self[name].flatMap { Int($0) } }

  /// Whether it is there and true, as XML Schema writes it.
  func flag(_ name: StaticString) -> Bool { ["1", "true", "on"].contains(self[name] ?? "") }
}
