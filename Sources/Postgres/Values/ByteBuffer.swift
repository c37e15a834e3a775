/// Bytes that grow at the end, integers in network order. A class, so that writers share it without copies.
final class ByteBuffer {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 256) {
    self.capacity = max(capacity, 16)
    base = .allocate(byteCount: self.capacity, alignment: 16)
  }

  deinit { base.deallocate() }

  /// Forgets the content and keeps the memory.
  func removeAll() { count = 0 }

  /// The content; the base address is never nil, even when there is no content.
  func withBytes<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    try body(UnsafeRawBufferPointer(start: base, count: count))
  }

  private func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    moved.copyMemory(from: base, byteCount: count)
    base.deallocate()
    base = moved
    capacity = larger
  }

  func put<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    let size = MemoryLayout<Integer>.size
    reserve(size)
    base.storeBytes(of: value.bigEndian, toByteOffset: count, as: Integer.self)
    count += size
  }

  func put(_ bytes: UnsafeRawBufferPointer) {
    guard let source = bytes.baseAddress, !bytes.isEmpty else { return }
    reserve(bytes.count)
    (base + count).copyMemory(from: source, byteCount: bytes.count)
    count += bytes.count
  }

  func put(utf8Of text: String) {
    var text = text
    text.withUTF8 { put(UnsafeRawBufferPointer($0)) }
  }

  /// An integer with its length in front, as a field of a row or an element of an array.
  func putSized<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    put(Int32(MemoryLayout<Integer>.size))
    put(value)
  }

  func putSized(_ bytes: UnsafeRawBufferPointer) {
    put(Int32(clamping: bytes.count))
    put(bytes)
  }

  func putSized(utf8Of text: String) {
    var text = text
    text.withUTF8 { putSized(UnsafeRawBufferPointer($0)) }
  }
}
