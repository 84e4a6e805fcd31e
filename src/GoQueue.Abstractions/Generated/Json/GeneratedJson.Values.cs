using System.Text.Json.Serialization;

namespace GoQueue.Generated.Json;

public static partial class GeneratedJson
{
    /// <summary>Makes the converter of a type that is written as the value in it.</summary>
    /// <typeparam name="T">The type.</typeparam>
    /// <typeparam name="TInner">The type of the value in it.</typeparam>
    /// <param name="inner">Writes the value in it.</param>
    /// <param name="get">Takes the value out.</param>
    /// <param name="create">Puts it in.</param>
    /// <returns>The converter.</returns>
    public static JsonConverter<T> ValueConverter<T, TInner>(JsonConverter<TInner> inner, Func<T, TInner> get, Func<TInner, T> create)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(get);
        ArgumentNullException.ThrowIfNull(create);
        return new InnerValueConverter<T, TInner>(inner, get, create);
    }
}
