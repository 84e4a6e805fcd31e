using GoQueue.Formats;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>A message that reached the in-memory broker.</summary>
/// <param name="Wire">As the broker has it.</param>
/// <param name="Json">The JSON of the event alone, decrypted.</param>
/// <param name="Read">The event that a consumer reads.</param>
internal sealed record PublishedCase(ReceivedMessage Wire, string Json, object Read);
