/// Rows of a binary COPY in the making (PostgreSQL manual, COPY, "Binary Format"): integers in network order, a length before every field.
///
/// A class, so that growing it copies nothing else. Room is made once a row (`reserve`), and the fields of the row are then written without asking again.
final class RowBuffer {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 16) {
    self.capacity = capacity
    base = .allocate(byteCount: capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// The rows; valid until the next change.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// Forgets the rows and keeps the memory.
  func removeAll() { count = 0 }

  /// Makes room for that many more bytes; whoever writes stays within what was asked for.
  func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
    larger.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = larger
  }

  @inline(__always)
  func put<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    base.storeBytes(of: value.bigEndian, toByteOffset: count, as: Integer.self)
    count &+= MemoryLayout<Integer>.size
  }

  @inline(__always)
  func put(_ bytes: UnsafeRawBufferPointer) {
    if let start = bytes.baseAddress { (base + count).copyMemory(from: start, byteCount: bytes.count) }
    count &+= bytes.count
  }

  /// Bytes that stand further up, once more.
  @inline(__always)
  func repeatBytes(_ range: Range<Int>) {
    (base + count).copyMemory(from: base + range.lowerBound, byteCount: range.count)
    count &+= range.count
  }

  /// Puts another number in the place of one.
  @inline(__always)
  func replace(at place: Int, _ value: Int32) { base.storeBytes(of: value.bigEndian, toByteOffset: place, as: Int32.self) }

  @inline(__always)
  func null() { put(-1 as Int32) }

  @inline(__always)
  func field<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    put(Int32(MemoryLayout<Integer>.size))
    put(value)
  }

  @inline(__always)
  func field(_ text: UnsafeRawBufferPointer) {
    put(Int32(truncatingIfNeeded: text.count))
    put(text)
  }

  func field(_ text: String) {
    var text = text
    text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
  }
}
