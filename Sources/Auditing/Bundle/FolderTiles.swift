import Exchange
import Foundation
import Transparency

/// The tiles of a folder, read one by one.
struct FolderTiles: TileReader {
  let path: String

  /// - Throws: `BundleProblem` when the tile's file is missing or has another length.
  func hashes(of tile: Tile) throws -> [TreeHash] {
    let data = FileManager.default.contents(atPath: "\(path)/\(tile.path)") ?? Data()
    guard let hashes = TreeHash.split(Array(data)), hashes.count == tile.width else {
      throw BundleProblem("\(path)/\(tile.path) is missing, or not \(tile.width) hashes long")
    }
    return hashes
  }
}
