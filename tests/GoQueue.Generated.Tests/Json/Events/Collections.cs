using System.Collections;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GoQueue.Generated.Tests.Json.Events;

[GoQueueEvent("json", "collections.1", "1.0")]
public sealed partial record ArrayOfInt(int[]? Items);

[GoQueueEvent("json", "collections.2", "1.0")]
public sealed partial record ArrayOfString(string?[]? Items);

[GoQueueEvent("json", "collections.3", "1.0")]
public sealed partial record ArrayOfLine(Line[]? Items);

[GoQueueEvent("json", "collections.4", "1.0")]
public sealed partial record ArrayOfNullableGuid(Guid?[]? Items);

[GoQueueEvent("json", "collections.5", "1.0")]
public sealed partial record ListOfInt(List<int>? Items);

[GoQueueEvent("json", "collections.6", "1.0")]
public sealed partial record ListOfString(List<string?>? Items);

[GoQueueEvent("json", "collections.7", "1.0")]
public sealed partial record ListOfLine(List<Line>? Items);

[GoQueueEvent("json", "collections.8", "1.0")]
public sealed partial record ListOfNullableGuid(List<Guid?>? Items);

[GoQueueEvent("json", "collections.9", "1.0")]
public sealed partial record IListOfInt(IList<int>? Items);

[GoQueueEvent("json", "collections.10", "1.0")]
public sealed partial record IListOfString(IList<string?>? Items);

[GoQueueEvent("json", "collections.11", "1.0")]
public sealed partial record IListOfLine(IList<Line>? Items);

[GoQueueEvent("json", "collections.12", "1.0")]
public sealed partial record IListOfNullableGuid(IList<Guid?>? Items);

[GoQueueEvent("json", "collections.13", "1.0")]
public sealed partial record ICollectionOfInt(ICollection<int>? Items);

[GoQueueEvent("json", "collections.14", "1.0")]
public sealed partial record ICollectionOfString(ICollection<string?>? Items);

[GoQueueEvent("json", "collections.15", "1.0")]
public sealed partial record ICollectionOfLine(ICollection<Line>? Items);

[GoQueueEvent("json", "collections.16", "1.0")]
public sealed partial record ICollectionOfNullableGuid(ICollection<Guid?>? Items);

[GoQueueEvent("json", "collections.17", "1.0")]
public sealed partial record IEnumerableOfInt(IEnumerable<int>? Items);

[GoQueueEvent("json", "collections.18", "1.0")]
public sealed partial record IEnumerableOfString(IEnumerable<string?>? Items);

[GoQueueEvent("json", "collections.19", "1.0")]
public sealed partial record IEnumerableOfLine(IEnumerable<Line>? Items);

[GoQueueEvent("json", "collections.20", "1.0")]
public sealed partial record IEnumerableOfNullableGuid(IEnumerable<Guid?>? Items);

[GoQueueEvent("json", "collections.21", "1.0")]
public sealed partial record IReadOnlyListOfInt(IReadOnlyList<int>? Items);

[GoQueueEvent("json", "collections.22", "1.0")]
public sealed partial record IReadOnlyListOfString(IReadOnlyList<string?>? Items);

[GoQueueEvent("json", "collections.23", "1.0")]
public sealed partial record IReadOnlyListOfLine(IReadOnlyList<Line>? Items);

[GoQueueEvent("json", "collections.24", "1.0")]
public sealed partial record IReadOnlyListOfNullableGuid(IReadOnlyList<Guid?>? Items);

[GoQueueEvent("json", "collections.25", "1.0")]
public sealed partial record IReadOnlyCollectionOfInt(IReadOnlyCollection<int>? Items);

[GoQueueEvent("json", "collections.26", "1.0")]
public sealed partial record IReadOnlyCollectionOfString(IReadOnlyCollection<string?>? Items);

[GoQueueEvent("json", "collections.27", "1.0")]
public sealed partial record IReadOnlyCollectionOfLine(IReadOnlyCollection<Line>? Items);

[GoQueueEvent("json", "collections.28", "1.0")]
public sealed partial record IReadOnlyCollectionOfNullableGuid(IReadOnlyCollection<Guid?>? Items);

[GoQueueEvent("json", "collections.29", "1.0")]
public sealed partial record ImmutableArrayOfInt(ImmutableArray<int> Items);

[GoQueueEvent("json", "collections.30", "1.0")]
public sealed partial record ImmutableArrayOfString(ImmutableArray<string?> Items);

[GoQueueEvent("json", "collections.31", "1.0")]
public sealed partial record ImmutableArrayOfLine(ImmutableArray<Line> Items);

[GoQueueEvent("json", "collections.32", "1.0")]
public sealed partial record ImmutableArrayOfNullableGuid(ImmutableArray<Guid?> Items);

[GoQueueEvent("json", "collections.33", "1.0")]
public sealed partial record ImmutableListOfInt(ImmutableList<int>? Items);

[GoQueueEvent("json", "collections.34", "1.0")]
public sealed partial record ImmutableListOfString(ImmutableList<string?>? Items);

[GoQueueEvent("json", "collections.35", "1.0")]
public sealed partial record ImmutableListOfLine(ImmutableList<Line>? Items);

[GoQueueEvent("json", "collections.36", "1.0")]
public sealed partial record ImmutableListOfNullableGuid(ImmutableList<Guid?>? Items);

[GoQueueEvent("json", "collections.37", "1.0")]
public sealed partial record HashSetOfInt(HashSet<int>? Items);

[GoQueueEvent("json", "collections.38", "1.0")]
public sealed partial record HashSetOfString(HashSet<string?>? Items);

[GoQueueEvent("json", "collections.39", "1.0")]
public sealed partial record HashSetOfLine(HashSet<Line>? Items);

[GoQueueEvent("json", "collections.40", "1.0")]
public sealed partial record HashSetOfNullableGuid(HashSet<Guid?>? Items);

[GoQueueEvent("json", "collections.41", "1.0")]
public sealed partial record ISetOfInt(ISet<int>? Items);

[GoQueueEvent("json", "collections.42", "1.0")]
public sealed partial record ISetOfString(ISet<string?>? Items);

[GoQueueEvent("json", "collections.43", "1.0")]
public sealed partial record ISetOfLine(ISet<Line>? Items);

[GoQueueEvent("json", "collections.44", "1.0")]
public sealed partial record ISetOfNullableGuid(ISet<Guid?>? Items);

[GoQueueEvent("json", "collections.45", "1.0")]
public sealed partial record QueueOfInt(Queue<int>? Items);

[GoQueueEvent("json", "collections.46", "1.0")]
public sealed partial record QueueOfString(Queue<string?>? Items);

[GoQueueEvent("json", "collections.47", "1.0")]
public sealed partial record QueueOfLine(Queue<Line>? Items);

[GoQueueEvent("json", "collections.48", "1.0")]
public sealed partial record QueueOfNullableGuid(Queue<Guid?>? Items);

[GoQueueEvent("json", "collections.49", "1.0")]
public sealed partial record AStackOfint(Stack<int>? Items);

[GoQueueEvent("json", "collections.50", "1.0")]
public sealed partial record ASortedSetOfstring(SortedSet<string>? Items);

[GoQueueEvent("json", "collections.51", "1.0")]
public sealed partial record ALinkedListOfint(LinkedList<int>? Items);

[GoQueueEvent("json", "collections.52", "1.0")]
public sealed partial record AImmutableHashSetOfint(ImmutableHashSet<int>? Items);

[GoQueueEvent("json", "collections.53", "1.0")]
public sealed partial record AImmutableSortedSetOfint(ImmutableSortedSet<int>? Items);

[GoQueueEvent("json", "collections.54", "1.0")]
public sealed partial record AImmutableQueueOfint(ImmutableQueue<int>? Items);

[GoQueueEvent("json", "collections.55", "1.0")]
public sealed partial record AImmutableStackOfint(ImmutableStack<int>? Items);

[GoQueueEvent("json", "collections.56", "1.0")]
public sealed partial record AIImmutableListOfint(IImmutableList<int>? Items);

[GoQueueEvent("json", "collections.57", "1.0")]
public sealed partial record AIImmutableSetOfint(IImmutableSet<int>? Items);

[GoQueueEvent("json", "collections.58", "1.0")]
public sealed partial record AIImmutableQueueOfint(IImmutableQueue<int>? Items);

[GoQueueEvent("json", "collections.59", "1.0")]
public sealed partial record AIImmutableStackOfint(IImmutableStack<int>? Items);

[GoQueueEvent("json", "collections.60", "1.0")]
public sealed partial record AConcurrentQueueOfint(ConcurrentQueue<int>? Items);

[GoQueueEvent("json", "collections.61", "1.0")]
public sealed partial record AConcurrentStackOfint(ConcurrentStack<int>? Items);

[GoQueueEvent("json", "collections.62", "1.0")]
public sealed partial record AConcurrentBagOfint(ConcurrentBag<int>? Items);

[GoQueueEvent("json", "collections.63", "1.0")]
public sealed partial record ACollectionOfint(Collection<int>? Items);

[GoQueueEvent("json", "collections.64", "1.0")]
public sealed partial record AObservableCollectionOfstring(ObservableCollection<string>? Items);

[GoQueueEvent("json", "collections.65", "1.0")]
public sealed partial record AReadOnlyCollectionOfint(ReadOnlyCollection<int>? Items);

[GoQueueEvent("json", "collections.66", "1.0")]
public sealed partial record AIReadOnlySetOfint(IReadOnlySet<int>? Items);

[GoQueueEvent("json", "collections.67", "1.0")]
public sealed partial record AMemoryOfint(Memory<int> Items);

[GoQueueEvent("json", "collections.68", "1.0")]
public sealed partial record AReadOnlyMemoryOfdouble(ReadOnlyMemory<double> Items);

[GoQueueEvent("json", "collections.69", "1.0")]
public sealed partial record AListOfListOfint(List<List<int>>? Items);

[GoQueueEvent("json", "collections.70", "1.0")]
public sealed partial record AintArrayArray(int[][]? Items);

[GoQueueEvent("json", "collections.71", "1.0")]
public sealed partial record AListOfstringNullableArray(List<string?[]>? Items);

[GoQueueEvent("json", "collections.72", "1.0")]
public sealed partial record AListOfChannel(List<Channel>? Items);

[GoQueueEvent("json", "collections.73", "1.0")]
public sealed partial record AListOfStatus(List<Status>? Items);

[GoQueueEvent("json", "collections.74", "1.0")]
public sealed partial record AListOfRights(List<Rights>? Items);

[GoQueueEvent("json", "collections.75", "1.0")]
public sealed partial record AStatusNullableArray(Status?[]? Items);

[GoQueueEvent("json", "collections.76", "1.0")]
public sealed partial record AListOfbyteArray(List<byte[]>? Items);

[GoQueueEvent("json", "collections.77", "1.0")]
public sealed partial record AListOfchar(List<char>? Items);

[GoQueueEvent("json", "collections.78", "1.0")]
public sealed partial record AListOffloat(List<float>? Items);

[GoQueueEvent("json", "collections.79", "1.0")]
public sealed partial record AListOfdecimal(List<decimal>? Items);

[GoQueueEvent("json", "collections.80", "1.0")]
public sealed partial record AListOfDateTimeOffset(List<DateTimeOffset>? Items);

[GoQueueEvent("json", "collections.81", "1.0")]
public sealed partial record AListOfUri(List<Uri>? Items);

[GoQueueEvent("json", "collections.82", "1.0")]
public sealed partial record AListOfTimeSpan(List<TimeSpan>? Items);

[GoQueueEvent("json", "collections.83", "1.0")]
public sealed partial record AListOfKeyValuePairOfstringAndint(List<KeyValuePair<string, int>>? Items);

[GoQueueEvent("json", "collections.84", "1.0")]
public sealed partial record AKeyValuePairOfstringAndintNullable(KeyValuePair<string, int>? Items);

[GoQueueEvent("json", "collections.85", "1.0")]
public sealed partial record AKeyValuePairOfstringAndListOfint(KeyValuePair<string, List<int>> Items);

[GoQueueEvent("json", "collections.86", "1.0")]
public sealed partial record AListOfJsonElement(List<JsonElement>? Items);

[GoQueueEvent("json", "collections.87", "1.0")]
public sealed partial record AJsonNode(JsonNode? Items);

[GoQueueEvent("json", "collections.88", "1.0")]
public sealed partial record AJsonObject(JsonObject? Items);

[GoQueueEvent("json", "collections.89", "1.0")]
public sealed partial record AJsonArray(JsonArray? Items);

[GoQueueEvent("json", "collections.90", "1.0")]
public sealed partial record AJsonDocument(JsonDocument? Items);

[GoQueueEvent("json", "collections.91", "1.0")]
public sealed partial record AJsonElementNullable(JsonElement? Items);

[GoQueueEvent("json", "collections.92", "1.0")]
public sealed partial record AImmutableArrayOfintNullable(ImmutableArray<int>? Items);

[GoQueueEvent("json", "collections.93", "1.0")]
public sealed partial record AListOfobject(List<object>? Items);

[GoQueueEvent("json", "collections.94", "1.0")]
public sealed partial record Aobject(object? Items);

[GoQueueEvent("json", "collections.95", "1.0")]
public sealed partial record AIList(IList? Items);

[GoQueueEvent("json", "collections.96", "1.0")]
public sealed partial record AArrayList(ArrayList? Items);

[GoQueueEvent("json", "collections.97", "1.0")]
public sealed partial record AIEnumerable(IEnumerable? Items);

[GoQueueEvent("json", "collections.98", "1.0")]
public sealed partial record AHashtable(Hashtable? Items);

[GoQueueEvent("json", "collections.99", "1.0")]
public sealed partial record AIDictionary(IDictionary? Items);

[GoQueueEvent("json", "collections.100", "1.0")]
public sealed partial record AStack(Stack? Items);

[GoQueueEvent("json", "collections.101", "1.0")]
public sealed partial record AQueue(Queue? Items);
