using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Xunit;

namespace GoQueue.Generated.Tests.Json;

/// <summary>
/// What the Native AOT app must make of every event here. It cannot ask reflection itself, so it is given what reflection wrote, and the
/// list of the events. Set <c>GOQUEUE_ACCEPT_SNAPSHOTS=1</c> to write both files anew.
/// </summary>
public sealed class NativeAotCorpusTests
{
    private const int ValuesPerType = 2;

    private static readonly bool s_accept = Environment.GetEnvironmentVariable("GOQUEUE_ACCEPT_SNAPSHOTS") == "1";

    [Fact]
    public void The_native_app_is_given_what_reflection_writes_today() => Same("corpus.txt", string.Concat(DifferentialTests.EventTypes.Select(Lines)));

    [Fact]
    public void The_native_app_reads_every_event() => Same(
        "CorpusEvents.cs",
        $$"""
        #pragma warning disable CS0618 // events may be obsolete

        namespace GoQueue.NativeAot.Json;

        /// <summary>Every event of the differential tests, listed by NativeAotCorpusTests: without reflection no program can list them itself.</summary>
        internal static class CorpusEvents
        {
            public static void AddTo(Corpus corpus)
            {
        {{string.Concat(DifferentialTests.EventTypes.Select(static type => $"        corpus.Check<{CSharpName(type)}>();\n"))}}    }
        }

        """);

    private static string Lines(Type type) =>
        (string)typeof(NativeAotCorpusTests).GetMethod(nameof(LinesOf), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(null, null)!;

    // One line each: the event, a JSON to read, and what is written of what was read, or the name of the failure.
    private static string LinesOf<T>()
    {
        var lines = new StringBuilder();
        for (var (seed, values) = (0, 0); values < ValuesPerType && seed < 100; seed++)
        {
            string json;
            try
            {
                json = JsonSerializer.Serialize(new Samples(seed) { AreAlike = true }.Make<T>(), Differential.Reflection);
            }
            catch (Exception failure) when (failure is ArgumentException or JsonException or InvalidOperationException)
            {
                continue;
            }

            values++;
            lines.Append(typeof(T).FullName).Append('\t').Append(json).Append('\t').Append(ReadAndWritten<T>(json)).Append('\n');
        }

        return lines.ToString();
    }

    private static string ReadAndWritten<T>(string json)
    {
        try
        {
            return JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json, Differential.Reflection), Differential.Reflection);
        }
        catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
        {
            return failure.GetType().Name;
        }
    }

    // A type may be named as a keyword.
    private static string CSharpName(Type type) => string.Join('.', type.FullName!.Split('.', '+').Select(static name => char.IsLower(name[0]) ? $"@{name}" : name));

    private static void Same(string file, string text, [CallerFilePath] string here = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "GoQueue.NativeAot", "Json", file);
        if (s_accept)
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }
}
