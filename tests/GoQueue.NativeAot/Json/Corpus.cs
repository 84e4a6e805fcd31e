using System.Buffers;
using System.Text;
using System.Text.Json;
using GoQueue.Generated.Json;

namespace GoQueue.NativeAot.Json;

/// <summary>
/// What System.Text.Json's reflection wrote of every event of the differential tests: each text is read here, where there is no reflection,
/// and written again in both ways.
/// </summary>
internal sealed class Corpus(ILookup<string, (string Json, string Expected)> texts)
{
    private readonly List<string> _wrong = [];
    private int _events;
    private int _read;

    /// <summary>Reads the corpus beside the program and checks all of it.</summary>
    /// <param name="checks">Where the results go.</param>
    public static void Run(Checks checks)
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "corpus.txt")).Select(static line => line.Split('\t'));
        var corpus = new Corpus(lines.ToLookup(static parts => parts[0], static parts => (parts[1], parts[2])));
        CorpusEvents.AddTo(corpus);
        checks.That(corpus._events >= 150 && corpus._read >= corpus._events, $"{corpus._read} texts of {corpus._events} events are there to read");
        checks.That(corpus._wrong.Count == 0, $"JSON of each is read and written as by reflection{string.Concat(corpus._wrong.Select(static wrong => $"\n  {wrong}"))}");
    }

    public void Check<T>()
        where T : IGoQueueEvent<T>
    {
        _events++;
        var descriptor = EventDescriptor.For<T>();
        foreach (var (json, expected) in texts[typeof(T).FullName!])
        {
            _read++;
            T? value;
            try
            {
                value = JsonSerializer.Deserialize(json, descriptor.JsonTypeInfo);
            }
            catch (Exception failure) when (failure is JsonException or NotSupportedException or InvalidOperationException)
            {
                Same<T>(expected, failure.GetType().Name, "read");
                continue;
            }

            Same<T>(expected, JsonSerializer.Serialize(value, descriptor.JsonTypeInfo!), "written by the metadata");
            if (descriptor.JsonWriter is { } writer)
            {
                Same<T>(expected, Direct(value!, writer), "written directly");
            }
        }
    }

    private static string Direct<T>(T value, EventJsonWriter<T> writer)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, 64);
        writer(ref json, value);
        json.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private void Same<T>(string expected, string actual, string way)
    {
        if (actual != expected)
        {
            _wrong.Add($"{typeof(T).Name} {way}: {expected} expected, but it is {actual}");
        }
    }
}
