using System.Reflection;
using System.Runtime.Loader;
using Xunit;

namespace GoQueue.Generators.Tests.Models.Matrix;

/// <summary>A compiled case that runs. Dispose it: the assembly is unloaded then.</summary>
internal sealed class LoadedCase : IDisposable
{
    private readonly AssemblyLoadContext _context = new("case", isCollectible: true);

    public LoadedCase(Stream image)
    {
        Assembly = _context.LoadFromStream(image);
        var types = Assembly.GetTypes().Where(static type => type.GetCustomAttribute<GoQueueEventAttribute>() is not null).ToArray();
        Events = [.. types.Select(static type => (EventProbe)Activator.CreateInstance(typeof(EventProbe<>).MakeGenericType(type))!)];
    }

    public Assembly Assembly { get; }

    public IReadOnlyList<EventProbe> Events { get; }

    /// <summary>The only event of the case.</summary>
    public EventProbe Event => Assert.Single(Events);

    /// <summary>What a static method without parameters of the class <c>Values</c> returns.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="type">The full name of the class, where it is another.</param>
    public object Value(string method, string type = "Shop.Events.Values") =>
        Assembly.GetType(type, throwOnError: true)!
            .GetMethod(method, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!
            .Invoke(null, null)!;

    public void Dispose() => _context.Unload();
}
