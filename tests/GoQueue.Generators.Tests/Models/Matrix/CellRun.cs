using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>Compiles a cell, publishes and reads its values, and compares with the oracle.</summary>
internal sealed class CellRun(Cell cell)
{
    private static readonly EventCaseOptions s_options = new() { AssemblyName = "Cells", UsesNamespace = false };

    private readonly CellValues _values = cell.Attribute.ValuesFor(cell.Type)!;

    // One resolver for each cell: its caches would keep the assembly in memory.
    private readonly JsonSerializerOptions _reflection = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    public async Task RunAsync()
    {
        var compiled = EventCase.Compile(CellSource.Of(cell), s_options);
        var errors = await compiled.FindingsAsync(DiagnosticSeverity.Error);
        string[] expected = cell.Refusal is { } refusal ? [refusal] : [];
        Assert.Equal(expected, errors.Where(static finding => finding.Severity == DiagnosticSeverity.Error).Select(static finding => finding.Id).Distinct());
        if (cell.Refusal is not null)
        {
            return;
        }

        using var loaded = compiled.Load();
        for (var i = 0; i < _values.Pass.Length; i++)
        {
            await PassAsync(loaded, i);
        }

        if (_values.Fail is not null)
        {
            await FailAsync(loaded, _values.Pass.Length);
        }

        ReadBroken(loaded);
    }

    private async Task PassAsync(LoadedCase loaded, int index)
    {
        var oracle = loaded.Value($"Value{index}", "Oracle.Values");
        var message = loaded.Value($"Value{index}", "Case.Values");
        var expected = EventProbe.Outcome(() => JsonSerializer.Serialize(oracle, oracle.GetType(), _reflection));
        Assert.StartsWith("{", expected, StringComparison.Ordinal);
        Assert.Empty(Broken(oracle));
        foreach (var (way, json) in loaded.Event.WriteAll(message))
        {
            Same(expected, json, way);
        }

        var published = await loaded.Event.PublishAsync(message);
        Same(expected, published.Json, "published");
        var reread = EventProbe.Outcome(() => JsonSerializer.Serialize(JsonSerializer.Deserialize(expected, oracle.GetType(), _reflection), oracle.GetType(), _reflection));
        Same(reread, loaded.Event.WriteAll(published.Read)[0].Json, "read");
    }

    private async Task FailAsync(LoadedCase loaded, int index)
    {
        var expected = Broken(loaded.Value($"Value{index}", "Oracle.Values"));
        var message = loaded.Value($"Value{index}", "Case.Values");
        var failures = loaded.Event.Validate(message).Select(static failure => (failure.Path, failure.Message)).Order().ToList();
        if (_values.Reason is { } reason)
        {
            // The compiler half knows the annotation; where it is off, null is a value.
            Assert.Empty(expected);
            var isAnnotated = cell.Context != NullableContext.Disable;
            Assert.True(failures.Count == (isAnnotated ? 1 : 0), $"{reason} {failures.Count} failures.");
            expected = failures;
        }

        Assert.Equal(expected, failures);
        if (expected.Count > 0)
        {
            var thrown = await Assert.ThrowsAsync<EventValidationException>(() => loaded.Event.PublishAsync(message));
            Assert.Equal(expected, thrown.Failures.Select(static failure => (failure.Path, failure.Message)).Order());
        }
    }

    private void ReadBroken(LoadedCase loaded)
    {
        var oracle = loaded.Value("Value0", "Oracle.Values");
        var json = JsonNode.Parse(JsonSerializer.Serialize(oracle, oracle.GetType(), _reflection))!.AsObject();
        var isCut = cell.Type.BadJson == MemberTypes.Cut;
        json[cell.Attribute.JsonName] = isCut ? null : JsonNode.Parse(cell.Type.BadJson);
        var text = json.ToJsonString();
        text = isCut ? text[..^1] : text;
        var expected = EventProbe.Outcome(() => JsonSerializer.Serialize(JsonSerializer.Deserialize(text, oracle.GetType(), _reflection), oracle.GetType(), _reflection));
        Assert.Equal("JsonException", expected);
        Same(expected, EventProbe.Outcome(() => loaded.Event.Reread(text)), $"reading {text}");
    }

    private static List<(string Path, string Message)> Broken(object oracle)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(oracle, new ValidationContext(oracle), results, validateAllProperties: true);
        return [.. results.SelectMany(static result => result.MemberNames.DefaultIfEmpty(""), static (result, member) => (member, result.ErrorMessage!)).Order()];
    }

    private static void Same(string expected, string actual, string way) => Assert.True(expected == actual, $"{way}: expected {expected}, but it is {actual}");
}
