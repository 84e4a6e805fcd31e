using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace GoQueue.Generated.Tests.Json;

/// <summary>Values of collection types: empty, or with a few items.</summary>
internal static class CollectionSamples
{
    public static bool TryMake(Type type, Samples samples, Random random, int depth, out object? value)
    {
        value = null;
        if (type.IsArray)
        {
            value = ArrayOf(type.GetElementType()!, samples, random, depth);
            return true;
        }

        if (type.IsGenericType && type.Name is "Memory`1" or "ReadOnlyMemory`1")
        {
            value = Activator.CreateInstance(type, ArrayOf(type.GenericTypeArguments[0], samples, random, depth));
            return true;
        }

        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type))
        {
            return false;
        }

        var items = ItemsOf(type, samples, random, depth);
        if (samples.AreAlike && items.Length > 1 && IsOrderedByHash(type))
        {
            var first = Array.CreateInstance(items.GetType().GetElementType()!, 1);
            first.SetValue(items.GetValue(0), 0);
            items = first;
        }

        value = type.IsInterface ? OfInterface(type, items) : OfClass(type, items);
        return true;
    }

    private static Array ArrayOf(Type element, Samples samples, Random random, int depth)
    {
        var array = Array.CreateInstance(element, random.Next(4));
        for (var i = 0; i < array.Length; i++)
        {
            array.SetValue(samples.Make(element, depth + 1), i);
        }

        return array;
    }

    // Keys are not null and, like the items of sets, not repeated.
    private static Array ItemsOf(Type type, Samples samples, Random random, int depth)
    {
        var contract = type.GetInterfaces().Append(type).FirstOrDefault(static candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        var element = contract?.GenericTypeArguments[0] ?? (typeof(IDictionary).IsAssignableFrom(type) ? typeof(KeyValuePair<object, object>) : typeof(object));
        var pair = element.IsGenericType && element.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) ? element : null;
        if (pair is null || !IsDictionary(type))
        {
            return ArrayOf(element, samples, random, depth);
        }

        var pairs = new Dictionary<object, object>();
        for (var count = random.Next(4); count > 0; count--)
        {
            if ((pair.GenericTypeArguments[0] == typeof(object) ? "key" + count : samples.Make(pair.GenericTypeArguments[0], depth + 1)) is { } key)
            {
                pairs[key] = Activator.CreateInstance(pair, key, samples.Make(pair.GenericTypeArguments[1], depth + 1))!;
            }
        }

        var array = Array.CreateInstance(pair, pairs.Count);
        pairs.Values.ToArray().CopyTo((Array)array, 0);
        return array;
    }

    // Hash codes of texts differ from process to process, and with them the order. (HashSet and Dictionary keep the order in which they were filled.)
    private static bool IsOrderedByHash(Type type) =>
        type.Name is "Hashtable" or "IDictionary" or "ConcurrentDictionary`2" or "ImmutableDictionary`2" or "IImmutableDictionary`2" or "ImmutableHashSet`1" or "IImmutableSet`1"
        || type.Namespace == "System.Collections.Frozen";

    private static bool IsDictionary(Type type) => typeof(IDictionary).IsAssignableFrom(type) || type.GetInterfaces().Append(type)
        .Any(static contract => contract.IsGenericType && (contract.GetGenericTypeDefinition() == typeof(IDictionary<,>) || contract.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>)));

    private static object OfInterface(Type type, Array items)
    {
        var arguments = type.GenericTypeArguments;
        var made = type.Name switch
        {
            "IDictionary`2" or "IReadOnlyDictionary`2" => typeof(Dictionary<,>),
            "ISet`1" or "IReadOnlySet`1" => typeof(HashSet<>),
            "IImmutableDictionary`2" => typeof(ImmutableDictionary<,>),
            "IImmutableList`1" => typeof(ImmutableList<>),
            "IImmutableSet`1" => typeof(ImmutableHashSet<>),
            "IImmutableQueue`1" => typeof(ImmutableQueue<>),
            "IImmutableStack`1" => typeof(ImmutableStack<>),
            "IDictionary" => typeof(Hashtable),
            "IEnumerable" or "IList" or "ICollection" => typeof(ArrayList),
            _ => typeof(List<>),
        };
        return OfClass(made.IsGenericTypeDefinition ? made.MakeGenericType(arguments) : made, items);
    }

    private static object OfClass(Type type, Array items)
    {
        if (type.Namespace == "System.Collections.Immutable" || type.Namespace == "System.Collections.Frozen")
        {
            return OfFactory(type, items);
        }

        if (type == typeof(Hashtable))
        {
            var table = new Hashtable();
            foreach (KeyValuePair<object, object> entry in items)
            {
                table.Add(entry.Key, entry.Value);
            }

            return table;
        }

        var constructor = type.GetConstructors().FirstOrDefault(constructor => constructor.GetParameters() is [{ ParameterType: { } parameter }] && parameter.IsInstanceOfType(items) && parameter != typeof(object));
        if (constructor is not null)
        {
            return constructor.Invoke([items]);
        }

        if (items.GetType().GetElementType() is { IsGenericType: true } pair && pair.GetGenericTypeDefinition() == typeof(KeyValuePair<,>) && type.GetMethod("Add", [pair]) is null)
        {
            var dictionary = OfClass(typeof(Dictionary<,>).MakeGenericType(pair.GenericTypeArguments), items);
            return Activator.CreateInstance(type, dictionary)!;
        }

        var made = Activator.CreateInstance(type)!;
        var add = type.GetMethods().First(static method => method.Name is "Add" or "Push" or "Enqueue" && method.GetParameters().Length == 1);
        foreach (var item in items)
        {
            add.Invoke(made, [item]);
        }

        return made;
    }

    private static object OfFactory(Type type, Array items)
    {
        var factory = type.Assembly.GetType(type.FullName![..type.FullName!.IndexOf('`', StringComparison.Ordinal)], throwOnError: true)!;
        var method = factory.GetMethods(BindingFlags.Static | BindingFlags.Public).First(method =>
            method.Name is "CreateRange" or "ToFrozenDictionary" && method.GetParameters() is [{ ParameterType: { IsGenericType: true } parameter }, ..] and { Length: 1 or 2 } && parameter.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return method.MakeGenericMethod(type.GenericTypeArguments).Invoke(null, method.GetParameters().Length == 1 ? [items] : [items, null])!;
    }
}
