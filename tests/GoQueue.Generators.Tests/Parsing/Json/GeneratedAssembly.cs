using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using GoQueue.Generated.Json;
using GoQueue.Generated.Tests.Json;
using GoQueue.Generators.Tests.Harness;
using Microsoft.CodeAnalysis;
using Xunit;

namespace GoQueue.Generators.Tests.Parsing.Json;

/// <summary>An assembly that was compiled in memory with what the generator added, and runs: for settings, of which an assembly has only one.</summary>
internal sealed class GeneratedAssembly
{
    private const int ValuesPerType = 60;
    private readonly Assembly _assembly;

    private GeneratedAssembly(Assembly assembly) => _assembly = assembly;

    public static GeneratedAssembly Of(params string[] files) => new(Load(GeneratorRun.Of(Sources.Compile(files)).Output));

    /// <summary>The same with a library, whose types the events use.</summary>
    public static GeneratedAssembly With(string library, params string[] files)
    {
        var compiled = Sources.CompileAs("Library", Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14, library);
        var image = Emit(compiled);
        var loaded = Assembly.Load(image);
        AppDomain.CurrentDomain.AssemblyResolve += (_, asked) => asked.Name == loaded.FullName ? loaded : null;
        return new(Load(GeneratorRun.Of(Sources.Compile(files).AddReferences(MetadataReference.CreateFromImage(image))).Output));
    }

    /// <summary>Holds all ways of writing and reading every event against reflection with these options.</summary>
    public void SameAs(JsonSerializerOptions reflection)
    {
        var events = _assembly.GetTypes().Where(static type => type.GetCustomAttribute<GoQueueEventAttribute>() is not null).ToArray();
        Assert.NotEmpty(events);
        foreach (var type in events)
        {
            typeof(GeneratedAssembly).GetMethod(nameof(Check), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type)
                .CreateDelegate<Action<JsonSerializerOptions>>()(reflection);
        }
    }

    private static void Check<T>(JsonSerializerOptions reflection)
        where T : IGoQueueEvent<T>
    {
        var info = EventDescriptor.For<T>().JsonTypeInfo;
        for (var seed = 0; seed < ValuesPerType; seed++)
        {
            var value = new Samples(seed).Make<T>();
            var expected = Outcome(() => JsonSerializer.Serialize(value, reflection));
            Assert.Equal(expected, Outcome(() => JsonSerializer.Serialize(value, info)));
            if (EventDescriptor.For<T>().JsonWriter is { } direct)
            {
                Assert.Equal(expected, Outcome(() => Direct(value, direct)));
            }

            if (expected[0] == '{')
            {
                var read = Outcome(() => JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(expected, reflection), reflection));
                Assert.Equal(read, Outcome(() => JsonSerializer.Serialize(JsonSerializer.Deserialize(expected, info), reflection)));
            }
        }
    }

    private static string Direct<T>(T value, EventJsonWriter<T> writer)
    {
        var output = new ArrayBufferWriter<byte>();
        var json = new JsonSpanWriter(output, 16);
        writer(ref json, value);
        json.Complete();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Outcome(Func<string> action)
    {
        try
        {
            return action();
        }
        catch (JsonException)
        {
            return nameof(JsonException);
        }
        catch (Exception failure) when (failure is InvalidOperationException or NotSupportedException or ArgumentException)
        {
            return failure.GetType().Name;
        }
    }

    private static Assembly Load(Compilation compilation) => Assembly.Load(Emit(compilation));

    private static byte[] Emit(Compilation compilation)
    {
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return image.ToArray();
    }
}
