using System.Collections.Immutable;
using GoQueue.Generators.Diagnostics;
using GoQueue.Generators.Models;
using GoQueue.Generators.Parsing.Json;

namespace GoQueue.Generators.Parsing;

/// <summary>
/// What the parser knows of one annotated type. The generator takes the model and drops the diagnostics, the analyzers take the
/// diagnostics and drop the model.
/// </summary>
/// <param name="Model">The event; null where nothing can be generated.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
/// <param name="Json">The types of its JSON, of which its contract is made; null where the event has a JSON context of its own. It holds symbols.</param>
internal readonly record struct EventParseResult(EventModel? Model, ImmutableArray<DiagnosticInfo> Diagnostics, JsonTypeDraft? Json = null);
