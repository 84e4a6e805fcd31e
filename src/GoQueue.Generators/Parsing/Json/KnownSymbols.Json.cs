using GoQueue.Generators.Models.Json;
using GoQueue.Generators.Parsing.Json;

namespace GoQueue.Generators;

internal sealed partial class KnownSymbols
{
    private JsonSettingsModel? _jsonSettings;

    /// <summary>The assembly's JSON settings. Events and the types that they reach are all written by these.</summary>
    public JsonSettingsModel JsonSettings => _jsonSettings ??= JsonSettingsParser.Parse(Compilation.Assembly);
}
