package io.ringlog.domain.state;

import java.util.Comparator;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set in which the place of an element and the element at a place are found as fast as the element itself: a
 * tree balanced by weight (Adams, "Efficient sets: a balancing act", 1993). What it holds says what it answers, never
 * the order in which that came. Not safe for two threads.
 */
public final class Ranking<E> {

    /** A side may outweigh the other by this. */
    private static final int DELTA = 3;

    /** Above this the inner grandchild is turned up first. */
    private static final int RATIO = 2;

    private record Node<E>(
            E value, @Nullable Node<E> left, @Nullable Node<E> right, int size) {}

    private final Comparator<? super E> order;
    private @Nullable Node<E> root;

    public Ranking(Comparator<? super E> order) {
        this.order = order;
    }

    public int size() {
        return size(root);
    }

    public boolean isEmpty() {
        return root == null;
    }

    /** Puts an element in; one that is as large takes its place. */
    public void add(E value) {
        root = plus(root, value);
    }

    /** Takes an element out, if it is there. */
    public void remove(E value) {
        root = minus(root, value);
    }

    /** How many come before an element, which need not be there. */
    public int before(E value) {
        int count = 0;
        Node<E> at = root;
        while (at != null) {
            if (order.compare(at.value, value) < 0) {
                count += size(at.left) + 1;
                at = at.right;
            } else {
                at = at.left;
            }
        }
        return count;
    }

    public boolean contains(E value) {
        int place = before(value);
        return place < size() && order.compare(at(place), value) == 0;
    }

    /** The element with so many before it. */
    public E at(int place) {
        Objects.checkIndex(place, size());
        Node<E> at = Objects.requireNonNull(root);
        int left = place;
        while (left != size(at.left)) {
            boolean smaller = left < size(at.left);
            left = smaller ? left : left - size(at.left) - 1;
            at = Objects.requireNonNull(smaller ? at.left : at.right);
        }
        return at.value;
    }

    /** From the first to the last; costs what is looked at. */
    public Stream<E> stream() {
        return IntStream.range(0, size()).mapToObj(this::at);
    }

    private Node<E> plus(@Nullable Node<E> tree, E value) {
        if (tree == null) {
            return node(value, null, null);
        }
        int side = order.compare(value, tree.value);
        if (side == 0) {
            return node(value, tree.left, tree.right);
        }
        return side < 0
                ? balanced(tree.value, plus(tree.left, value), tree.right)
                : balanced(tree.value, tree.left, plus(tree.right, value));
    }

    private @Nullable Node<E> minus(@Nullable Node<E> tree, E value) {
        if (tree == null) {
            return null;
        }
        int side = order.compare(value, tree.value);
        if (side == 0) {
            return glued(tree.left, tree.right);
        }
        return side < 0
                ? balanced(tree.value, minus(tree.left, value), tree.right)
                : balanced(tree.value, tree.left, minus(tree.right, value));
    }

    private static <E> @Nullable Node<E> glued(@Nullable Node<E> left, @Nullable Node<E> right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        return balanced(first(right), left, withoutFirst(right));
    }

    private static <E> E first(Node<E> tree) {
        Node<E> at = tree;
        while (at.left != null) {
            at = at.left;
        }
        return at.value;
    }

    private static <E> @Nullable Node<E> withoutFirst(Node<E> tree) {
        return tree.left == null ? tree.right : balanced(tree.value, withoutFirst(tree.left), tree.right);
    }

    private static <E> Node<E> balanced(E value, @Nullable Node<E> left, @Nullable Node<E> right) {
        if (size(left) + size(right) > 1 && size(right) > DELTA * size(left)) {
            return turnedLeft(value, left, Objects.requireNonNull(right));
        }
        if (size(left) + size(right) > 1 && size(left) > DELTA * size(right)) {
            return turnedRight(value, Objects.requireNonNull(left), right);
        }
        return node(value, left, right);
    }

    private static <E> Node<E> turnedLeft(E value, @Nullable Node<E> left, Node<E> right) {
        Node<E> inner = right.left;
        return inner == null || size(inner) < RATIO * size(right.right)
                ? node(right.value, node(value, left, inner), right.right)
                : node(inner.value, node(value, left, inner.left), node(right.value, inner.right, right.right));
    }

    private static <E> Node<E> turnedRight(E value, Node<E> left, @Nullable Node<E> right) {
        Node<E> inner = left.right;
        return inner == null || size(inner) < RATIO * size(left.left)
                ? node(left.value, left.left, node(value, inner, right))
                : node(inner.value, node(left.value, left.left, inner.left), node(value, inner.right, right));
    }

    private static <E> Node<E> node(E value, @Nullable Node<E> left, @Nullable Node<E> right) {
        return new Node<>(value, left, right, size(left) + size(right) + 1);
    }

    private static int size(@Nullable Node<?> tree) {
        return tree == null ? 0 : tree.size;
    }
}
