
namespace GoQueue.Generated.Tests.Json;

/// <summary>Values of collection types.</summary>
internal static class CollectionSamples
{
    public static bool TryMake(Type type, Samples samples, Random random, int depth, out object? value)
    {
        value = null;
        if (type.IsArray)
        {
            value = Array(type.GetElementType()!, samples, random, depth);
            return true;
        }

        return false;
    }

    private static Array Array(Type element, Samples samples, Random random, int depth)
    {
        var array = System.Array.CreateInstance(element, random.Next(4));
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(samples.Make(element, depth + 1), i);
        }

        return array;
    }
}
