namespace GoQueue.Generators.Models.Validation;

/// <summary>Elements, one after the other.</summary>
/// <param name="Access">How they are reached.</param>
/// <param name="Element">Each of them.</param>
internal sealed record SequenceShapeModel(SequenceAccess Access, ElementModel Element) : ShapeModel;
