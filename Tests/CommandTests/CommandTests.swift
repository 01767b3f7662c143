import TestSupport
import Testing

/// The commands as a user types them: what they print, where, and with which status.
@Suite struct CommandTests {
  @Test func thereAreCases() { #expect(CommandCase.all.count >= 4) }

  @Test(arguments: CommandCase.all) func aCommandDoesWhatItsCaseShows(_ item: CommandCase) throws {
    #expect(Golden.mismatch(try item.replayed(), item.path) == nil)
  }
}
